//! What is said of a file that cannot be opened, and which kind a file is taken for.

use std::error::Error as _;
use std::path::PathBuf;

use lk_media::container::{Fault, Kind, OpenError, ReadError, WriteError};
use lk_media::{Codec, FileReader, FileWriter};

use crate::clips::{clip, data};

/// A folder of this test, removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("lk-media-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Both levels of an error: what could not be done, and why.
fn told(path: &PathBuf) -> String {
    let error = FileReader::open(path).unwrap_err();
    assert!(error.to_string().contains(path.to_str().unwrap()));
    match error.source() {
        Some(source) => source.to_string(),
        None => error.to_string().replace(path.to_str().unwrap(), "it"),
    }
}

#[test]
fn a_file_that_cannot_be_opened_is_named_with_the_reason() {
    let folder = Folder::new("refused");
    let vorbis = {
        // The first packet of Vorbis in place of that of Opus, and its name.
        let mut file = std::fs::read(clip("clip.ogg")).unwrap();
        let at = file.windows(8).position(|it| it == b"OpusHead").unwrap();
        file[at..at + 8].copy_from_slice(b"\x01vorbis\0");
        crate::container_targets::with_checksums(&file)
    };
    let mut webm = std::fs::read(data("live.webm")).unwrap();
    let at = webm.windows(5).position(|it| it == b"V_VP9").unwrap();
    webm[at..at + 5].copy_from_slice(b"V_XYZ");
    let cases: [(&str, &[u8], &str); 7] = [
        ("empty.ivf", b"", "it is empty"),
        ("text.ivf", b"not a clip, but a text", "not IVF at byte 0"),
        (
            "text.ogg",
            b"not a clip, but a text",
            "not Ogg Opus at byte 0",
        ),
        ("text.mp4", b"not a clip, but a text", "not MP4 at byte 0"),
        (
            "text.xyz",
            b"not a clip, but a text",
            "neither the name nor the first bytes of it are those of a known kind of file",
        ),
        ("vorbis.ogg", &vorbis, "unsupported codec Vorbis"),
        ("other.webm", &webm, "unsupported codec V_XYZ"),
    ];
    for (name, bytes, why) in cases {
        let said = told(&folder.file(name, bytes));
        assert!(said.starts_with(why), "{name}: {said}");
    }
    let text = folder.file("text.h264", &[7; 100_000]);
    let Err(OpenError::Read { .. }) = FileReader::open(&text).and_then(|mut reader| {
        let source = reader.next_frame().unwrap_err();
        let ReadError::Demux(error) = &source else {
            panic!("{source}")
        };
        assert_eq!(error.fault, Fault::NotThisKind(Kind::H264));
        FileReader::open(folder.0.join("none.ivf"))
    }) else {
        panic!("there is no such file")
    };
}

#[test]
fn what_a_file_begins_with_goes_before_its_name() {
    let folder = Folder::new("misnamed");
    let cases = [
        ("really-ogg.ivf", clip("clip.ogg"), Codec::Opus),
        ("really-ivf.webm", clip("clip.ivf"), Codec::Vp8),
        ("really-mp4.h264", data("hev1.mp4"), Codec::H265),
        ("really-matroska.bin", data("av1.mkv"), Codec::Av1),
        ("really-wav", data("ulaw.wav"), Codec::Pcmu),
        ("really-h265.h264", data("h265.h265"), Codec::H265),
        ("really-obu.ivf", data("av1.obu"), Codec::Av1),
    ];
    for (name, from, codec) in cases {
        let path = folder.file(name, &std::fs::read(from).unwrap());
        let mut reader = FileReader::open(&path).unwrap();
        assert_eq!(reader.codec().unwrap(), codec, "{name}");
        assert!(reader.next_frame().unwrap().is_some(), "{name}");
    }
    // Samples may begin with anything.
    let raw = folder.file("start-code.ulaw", &[0, 0, 0, 1, 0x67, 1, 2, 3]);
    assert_eq!(Kind::of_file(raw).unwrap(), Kind::Pcmu);
    let webm = folder.file("clip.webm", &std::fs::read(data("av.webm")).unwrap());
    assert_eq!(Kind::of_file(webm).unwrap(), Kind::WebM);
}

#[test]
fn a_file_that_cannot_be_created_is_named_with_the_reason() {
    let folder = Folder::new("created");
    let error =
        |name: &str, codec: Codec| FileWriter::create(folder.0.join(name), codec).unwrap_err();
    assert_eq!(
        error("a.mp4", Codec::H264).to_string(),
        "MP4 is read only here"
    );
    let held = error("a.ogg", Codec::Vp8).to_string();
    assert_eq!(held, "Ogg Opus cannot hold video/VP8");
    let unknown = error("a.xyz", Codec::Vp8);
    assert!(unknown.to_string().contains("a.xyz"), "{unknown}");
    let missing = error("none/a.ivf", Codec::Vp8);
    assert!(matches!(missing, WriteError::Create { .. }));
    assert!(missing.to_string().contains("none/a.ivf"), "{missing}");
    // None of them left a file.
    assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 0);
}
