//! Takes the frames of one file into another, of any kind that holds their codec, and what the file says of them:
//! `cargo run -p lk-media --all-features --example remux -- clip.webm clip.ivf`

use std::process::ExitCode;

use lk_media::{FileReader, FileWriter};

fn main() -> ExitCode {
    let mut paths = std::env::args_os().skip(1);
    let (Some(from), Some(to)) = (paths.next(), paths.next()) else {
        return fail("usage: remux <from> <to>");
    };
    match remux(from.as_ref(), to.as_ref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&format!("{error:?}")),
    }
}

fn remux(from: &std::path::Path, to: &std::path::Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut reader = FileReader::open(from)?;
    let mut writer = FileWriter::create(to, reader.info()?)?;
    // An error that the file ends early comes last: what was read by then stands in the new one.
    while let Some(frame) = reader.next_frame()? {
        writer.write(&frame)?;
    }
    writer.finish()?;
    Ok(())
}

#[expect(clippy::print_stderr, reason = "a program speaks to its user")]
fn fail(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}
