//! What one picture's frames, of VP9 and AV1, tell of the sizes of those that they refer to.

/// Width and height in pixels.
pub(super) type Size = (u32, u32);

/// What is known of the sizes of the frames that others may refer to.
#[derive(Debug, Default)]
pub(super) struct Slots([Option<Size>; 8]);

impl Slots {
    pub(super) fn size(&self, slot: u32) -> Option<Size> {
        *self.0.get(slot as usize)?
    }

    /// Puts a frame into those slots whose bits are set.
    pub(super) fn refresh(&mut self, bits: u32, size: Option<Size>) {
        for (number, slot) in self.0.iter_mut().enumerate() {
            if bits >> number & 1 == 1 {
                *slot = size;
            }
        }
    }
}
