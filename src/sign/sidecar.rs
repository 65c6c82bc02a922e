//! Comes in: the places of a paper. Goes out: the text of its `*.ky.json`, for
//! scripts that stamp a number, a date, a signature, a seal. Must not know:
//! where it is written.

use serde_json::{Value, json};

use super::own::own;
use crate::typeset::Spot;

/// Is the length of a pt in mm.
const MM: f64 = 25.4 / 72.0;

/// Writes the places of a paper; lengths in pt and mm, from the lower left
/// corner of the page as in PDF itself.
#[must_use]
pub fn sidecar(pdf: &str, spots: &[Spot]) -> Vec<u8> {
    let fields = own(spots);
    let field = |spot: &Spot| fields.iter().find(|own| std::ptr::eq(own.spot, spot));
    let places: Vec<Value> =
        spots.iter().map(|spot| place(spot, field(spot).map(|own| own.name.as_str()))).collect();
    let all = json!({
        "tep": pdf,
        "goc_toa_do": "góc dưới bên trái của trang; x sang phải, y lên trên; x, y là góc dưới bên trái của ô",
        "o": places,
    });
    format!("{all:#}\n").into_bytes()
}

/// Where several sign, a place says whose it is, and which field of the PDF lies there.
fn place(spot: &Spot, field: Option<&str>) -> Value {
    let y = spot.page_height - spot.y - spot.height;
    let lengths = |unit: f64| {
        let length = |value: f64| json!((value * unit * 100.0).round() / 100.0);
        json!({ "x": length(spot.x), "y": length(y), "rong": length(spot.width), "cao": length(spot.height) })
    };
    let mut told = json!({ "ten": spot.name, "trang": spot.page, "pt": lengths(1.0), "mm": lengths(MM) });
    if let (Some(whose), Some(field)) = (&spot.whose, field) {
        told["cua"] = json!(whose);
        told["o_ky"] = json!(field);
    }
    told
}
