//! `lk-devserver`: the server as a program that behaves like `livekit-server --dev`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    lk_devserver::cli::run().await
}
