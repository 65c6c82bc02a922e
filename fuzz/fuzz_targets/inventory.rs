//! Comes in: an inventory of the archive as somebody may have changed it. Goes out: nothing; it
//! is read and asked for everything it lists.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rooms::archive::Inventory;
use serde_json::Value;

fn looked_at(bytes: &[u8]) {
    let Some(inventory) = Inventory::read(bytes) else { return };
    for name in &inventory.names() {
        let _ = (inventory.content(name), inventory.since(name));
    }
    assert_eq!(inventory.json().as_bytes(), bytes, "only what was written so is read");
}

fuzz_target!(|data: &[u8]| {
    rooms::guarded_too(|| {
        looked_at(data);
        // Few changes keep to the letter how an inventory is written.
        if let Ok(value) = serde_json::from_slice::<Value>(data) {
            looked_at(format!("{value:#}\n").as_bytes());
        }
    });
});
