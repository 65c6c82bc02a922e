//! Comes in: the tables of a paper. Goes out: letters too small or too large,
//! landscape pages that leave the signer alone or that a small sheet has not.
//! Must not know: what a table says.

use super::paper::Paper;
use super::report::Report;
use crate::diag::Code;
use crate::model::{Block, Body, Form, Table};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for table in paper.bodies.iter().flat_map(|body| tables(body)) {
        size(table, paper, report);
    }
    let document = paper.document;
    let last = document.body.blocks.last();
    if let Some(Block::Table(Table { landscape: Some(place), .. })) = last
        && document.form == Form::Paper
        && !document.is_landscape()
    {
        report.at(
            Code::TABLE_LAST,
            place.clone(),
            "bảng trên trang ngang đứng cuối bài, chữ ký sẽ một mình ở trang sau",
            "thêm một câu sau bảng; hoặc chuyển bảng thành phụ lục: phu_luc: [{ tieu_de: …, kho: A4 ngang, noi_dung: … }]",
        );
    }
}

fn tables(body: &Body) -> impl Iterator<Item = &Table> {
    body.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

fn size(table: &Table, paper: &Paper<'_>, report: &mut Report) {
    let Some((size, place)) = &table.size else { return };
    let limit = |name: &str| paper.rules.values.number(name);
    let (Some(least), Some(most)) = (limit("bang.co_chu_tu"), limit("bang.co_chu_den")) else { return };
    if !(least..=most).contains(&f64::from(*size)) {
        report.at(
            Code::TABLE_SIZE,
            place.clone(),
            format!("cỡ chữ {size} ngoài mức cho bảng"),
            format!("ghi từ {least} đến {most}"),
        );
    }
}
