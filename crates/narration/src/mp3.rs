//! Sound as MP3, by LAME.

use crate::{Sound, narrate::Resting};
use mp3lame_encoder::{Bitrate, Builder, Encoder, FlushNoGap, Mode, MonoPcm, Quality};

/// One channel of speech needs no more; constant, so that a player finds a moment without an index.
const RATE: Bitrate = Bitrate::Kbps64;
/// Samples that are encoded in one go: some milliseconds of work.
const PIECE: usize = 1 << 16;

/// The frames of the sound, without tags.
pub(crate) fn encode(sound: &Sound, rest: &mut Resting) -> Result<Vec<u8>, String> {
    let mut encoder = encoder(sound.rate)?;
    let mut out = Vec::with_capacity(mp3lame_encoder::max_required_buffer_size(sound.samples.len()));
    // LAME turns speech at this rate down by a twentieth, against peaks that we have met already.
    for piece in sound.samples.chunks(PIECE) {
        let piece: Vec<f32> = piece.iter().map(|sample| sample / 0.95).collect();
        encoder
            .encode_to_vec(MonoPcm(&piece[..]), &mut out)
            .map_err(|why| why.to_string())?;
        rest.after_piece();
    }
    out.reserve(7200);
    encoder
        .flush_to_vec::<FlushNoGap>(&mut out)
        .map_err(|why| why.to_string())?;
    Ok(out)
}

fn encoder(rate: u32) -> Result<Encoder, String> {
    let build = || {
        let mut builder = Builder::new()?;
        builder.set_num_channels(1).ok()?;
        builder.set_sample_rate(rate).ok()?;
        builder
            .set_output_sample_rate(std::num::NonZeroU32::new(rate))
            .ok()?;
        builder.set_mode(Mode::Mono).ok()?;
        builder.set_brate(RATE).ok()?;
        builder.set_quality(Quality::Ok).ok()?;
        builder.set_to_write_vbr_tag(false).ok()?;
        builder.build().ok()
    };
    build().ok_or_else(|| format!("the MP3 encoder does not take {rate} Hz"))
}
