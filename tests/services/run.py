"""Runs what a service would run, for tests/services/main.rs; the working folder is a project with `articles/`.

`workflow FILE`: the `run` steps of a GitHub workflow, in their order, as the service's shell would, but for the one
that installs. Steps with `uses` are the service's own. Writes the summary that the steps wrote.
`junit FILE`: tests, failures and skipped ones of a JUnit file, as junitparser reads it.
"""

import os
import subprocess
import sys


def workflow(path):
    import yaml

    with open(path, encoding="utf-8") as file:
        jobs = yaml.safe_load(file)["jobs"]
    summary = os.path.abspath("summary.md")
    for step in (step for job in jobs.values() for step in job["steps"]):
        if "run" not in step or step.get("name") == "Install":
            continue
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            env={**os.environ, "GITHUB_STEP_SUMMARY": summary},
        )
        if done.returncode:
            sys.exit(f"step {step['name']}: exit code {done.returncode}")
    if os.path.exists(summary):
        print(open(summary, encoding="utf-8").read())


def junit(path):
    from junitparser import JUnitXml

    suites = JUnitXml.fromfile(path)
    print(suites.tests, suites.failures, suites.skipped)


if __name__ == "__main__":
    {"workflow": workflow, "junit": junit}[sys.argv[1]](sys.argv[2])
