//! The progress bar on standard error: articles, speed, time left.

use crate::pipeline::Observer;
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::atomic::{AtomicU64, Ordering};

/// A progress bar over the bytes of the input files.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    articles: AtomicU64,
}

impl Progress {
    /// A bar that shows nothing yet.
    pub fn new() -> Self {
        let bar = ProgressBar::new(0);
        let template = "{prefix:>14} [{bar:30}] {msg} articles, {bytes_per_sec}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar, articles: AtomicU64::new(0) }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}

impl Observer for Progress {
    fn pass(&self, name: &'static str, bytes: u64) {
        self.articles.store(0, Ordering::Relaxed);
        self.bar.reset();
        self.bar.set_length(bytes);
        self.bar.set_prefix(name);
        self.bar.set_message("0");
    }

    fn done(&self, articles: u64, bytes: u64) {
        let articles = self.articles.fetch_add(articles, Ordering::Relaxed) + articles;
        self.bar.set_message(articles.to_string());
        self.bar.inc(bytes);
    }
}
