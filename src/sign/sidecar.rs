//! Comes in: the places of a paper. Goes out: the text of its `*.ky.json`, for
//! scripts that stamp a number, a date, a signature, a seal. Must not know:
//! where it is written.

use serde_json::{Value, json};

use crate::typeset::Spot;

/// Is the length of a pt in mm.
const MM: f64 = 25.4 / 72.0;

/// Writes the places of a paper; lengths in pt and mm, from the lower left
/// corner of the page as in PDF itself.
#[must_use]
pub fn sidecar(pdf: &str, spots: &[Spot]) -> Vec<u8> {
    let places: Vec<Value> = spots.iter().map(place).collect();
    let all = json!({
        "tep": pdf,
        "goc_toa_do": "góc dưới bên trái của trang; x sang phải, y lên trên; x, y là góc dưới bên trái của ô",
        "o": places,
    });
    format!("{all:#}\n").into_bytes()
}

fn place(spot: &Spot) -> Value {
    let y = spot.page_height - spot.y - spot.height;
    let lengths = |unit: f64| {
        let length = |value: f64| json!((value * unit * 100.0).round() / 100.0);
        json!({ "x": length(spot.x), "y": length(y), "rong": length(spot.width), "cao": length(spot.height) })
    };
    json!({ "ten": spot.name, "trang": spot.page, "pt": lengths(1.0), "mm": lengths(MM) })
}
