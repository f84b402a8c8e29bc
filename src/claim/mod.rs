//! Claims: who takes which stance towards which security arrangement.

pub mod reading;
pub mod types;
