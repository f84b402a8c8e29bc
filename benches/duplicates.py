#!/usr/bin/env python3
"""The step "which articles are copies, and what is clutter" on one core: speed beside two MinHash libraries, and growth.

  benches/duplicates.py speed FILE.jsonl      claimwright dedupe, rensa and gaoya over the same file, in turn, best of three
  benches/duplicates.py grow [MOST]           articles of 80 words, made up, 10,000 to MOST (1,000,000), and the fitted exponents

claimwright reads, cleans, signs and verifies; the two others get the text split into words and do neither clean nor verify. They
are installed from PyPI into target/bench-peers when they are not there. Needs `cargo build --release`. CLAIMWRIGHT names
another binary. Time is CPU time of the whole process (user and system), memory its peak.
"""
import json, math, os, pathlib, random, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = os.environ.get("CLAIMWRIGHT", str(ROOT / "target/release/claimwright"))
VENV = ROOT / "target/bench-peers"
VERSIONS = ["rensa==0.5.0", "gaoya==0.2.2"]
PEERS = {
    "rensa": """
import json, sys
from rensa import RMinHash, RMinHashLSH
lsh, kept = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), 0
for number, line in enumerate(open(sys.argv[1], encoding="utf-8")):
    words = json.loads(line)["text"].lower().split()
    sketch = RMinHash(num_perm=128, seed=42)
    sketch.update([" ".join(words[i:i + 3]) for i in range(max(1, len(words) - 2))])
    kept += not any(True for _ in lsh.query(sketch))
    lsh.insert(number, sketch)
print(kept)
""",
    "gaoya": """
import json, sys
from gaoya.minhash import MinHashStringIndex
index, kept = MinHashStringIndex(hash_size=32, jaccard_threshold=0.5, num_bands=42, band_size=3, num_hashes=126,
                                 analyzer="word", lowercase=True, ngram_range=(3, 3)), 0
for number, line in enumerate(open(sys.argv[1], encoding="utf-8")):
    text = json.loads(line)["text"]
    kept += not index.query(text)
    index.insert_document(number, text)
print(kept)
""",
}


def measure(command, **options):
    """CPU seconds and peak memory in MB of a process; what it writes is thrown away."""
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, **options)
        _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def peers():
    python = VENV / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *VERSIONS], check=True)
    return python


def speed(path):
    python = peers()
    size = sum(len(json.loads(line)["text"].encode()) for line in open(path, encoding="utf-8")) / 1e6
    commands = {"claimwright": [BINARY, "dedupe", "--threads", "1", path]}
    commands |= {name: [str(python), "-c", code, path] for name, code in PEERS.items()}
    one_core = {**os.environ, "RAYON_NUM_THREADS": "1"}
    best = {name: (math.inf, 0) for name in commands}
    # They take turns, so that a busy machine is unfair to none of them.
    for _ in range(3):
        for name, command in commands.items():
            best[name] = min(best[name], measure(command, env=one_core))
    print(f"{size:.1f} MB of text")
    for name, (seconds, memory) in best.items():
        print(f"{name:12} {seconds:7.2f} CPU s {size / seconds:7.1f} MB/CPU s {memory:7.0f} MB peak")


def articles(count, out):
    """Made-up short articles: one in five a copy or a rewrite of one of the last thousand, one in twenty from a template."""
    chance = random.Random(1)
    syllables = ["ba", "do", "ke", "li", "mo", "nu", "pa", "re", "si", "tu", "va", "zo"]
    vocabulary = ["".join(chance.choice(syllables) for _ in range(chance.randint(2, 4))) for _ in range(30_000)]
    words = lambda n: [vocabulary[int(30_000 * chance.random() ** 2)] for _ in range(n)]
    recent = []
    for number in range(count):
        kind = chance.random()
        if kind < 0.2 and recent:
            text = list(chance.choice(recent))
            for _ in range(chance.randint(0, 4)):
                text[chance.randrange(len(text))] = words(1)[0]
        elif kind < 0.25:
            text = f"Rain of {chance.randint(1, 90)} millimetres fell at station {chance.randint(1, 9000)} and the gauge will be read again".split()
            text += ["all", "figures", "are", "checked", "by", "the", "office", "before", "they", "are", "printed"] * 3
        else:
            text = words(80)
        recent.append(text)
        del recent[:-1000]
        sentences = [" ".join(text[i:i + 16]).capitalize() + "." for i in range(0, len(text), 16)]
        day = number * 365 // count
        record = {"id": f"a{number:07}", "site": f"site{number % 500}.example", "published": f"2031-{day // 31 + 1:02}-{day % 28 + 1:02}",
                  "title": " ".join(words(6)), "text": "\n".join(sentences + ["Share this article"])}
        out.write(json.dumps(record) + "\n")


def grow(most):
    rows = []
    counts = [count for power in range(4, 8) for count in (10**power, 3 * 10**power) if count <= most]
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            path = f"{folder}/{count}.jsonl"
            with open(path, "w") as out:
                articles(count, out)
            seconds, memory = measure([BINARY, "dedupe", "--threads", "1", path])
            size = os.path.getsize(path) / 1e6
            os.remove(path)
            rows.append((count, seconds, memory))
            print(f"{count:9} articles {size:8.1f} MB {seconds:8.2f} CPU s {memory:8.0f} MB peak", flush=True)
    for name, column in ("time", 1), ("memory", 2):
        x = [math.log(row[0]) for row in rows]
        y = [math.log(row[column]) for row in rows]
        mean = lambda values: sum(values) / len(values)
        slope = sum((a - mean(x)) * (b - mean(y)) for a, b in zip(x, y)) / sum((a - mean(x)) ** 2 for a in x)
        print(f"{name} grows as articles^{slope:.2f}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["speed", path]:
            speed(path)
        case ["grow", *most]:
            grow(int(most[0]) if most else 1_000_000)
        case _:
            sys.exit(__doc__)
