//! Comes in: the words of the command line. Goes out: what the user wants.
//! Must not know: how it is done.

mod office;
mod papers;
mod values;
mod words;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub(super) use office::{
    Add, ArchiveCommand, Books, Import, Issue, Numbered, RegisterCommand, Remark, Rowed,
};
pub(super) use papers::{Build, Guests, Papers, Rows, Verify};
pub(super) use words::{command, refuse};

/// Văn bản của cấp uỷ: từ tệp YAML ra PDF/A đúng thể thức, chờ ký.
#[derive(Debug, Parser)]
#[command(name = "vanthu", version, max_term_width = 100, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    /// Thư mục mẫu dùng trước mẫu có sẵn
    #[arg(long, global = true, value_name = "THƯ MỤC")]
    pub(super) templates: Option<PathBuf>,
    /// Thư mục phông chữ của cơ quan
    #[arg(long, global = true, value_name = "THƯ MỤC")]
    pub(super) fonts: Option<PathBuf>,
    /// In kết quả dạng JSON cho chương trình khác đọc
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Dùng màu: auto khi có người xem (mặc định), always luôn luôn, never không bao giờ
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t = Color::Auto,
        value_name = "KHI NÀO",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(super) color: Color,
}

/// Says when colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Color {
    /// Khi có người xem
    Auto,
    /// Luôn luôn
    Always,
    /// Không bao giờ
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Ban hành: lấy số, lập PDF cuối, vào sổ và lưu (cũng gọi là `ban-hanh`)
    #[command(alias = "ban-hanh")]
    Issue(Issue),
    /// Sổ đăng ký văn bản đi (cũng gọi là `so`)
    #[command(alias = "so", subcommand)]
    Register(RegisterCommand),
    /// Kho lưu của văn phòng (cũng gọi là `luu`)
    #[command(alias = "luu", subcommand)]
    Archive(ArchiveCommand),
    /// Lập PDF cho mọi văn bản (cũng gọi là `lap`)
    #[command(alias = "lap")]
    Build(Build),
    /// Tìm mọi chỗ sai, không lập PDF (cũng gọi là `kiem-tra`)
    #[command(alias = "kiem-tra")]
    Check(Papers),
    /// Đối chiếu PDF đã ký với bản đã lập (cũng gọi là `doi-chieu`)
    #[command(alias = "doi-chieu")]
    Verify(Verify),
    /// Viết một tệp mẫu để điền (cũng gọi là `moi`)
    #[command(alias = "moi")]
    New {
        /// Loại văn bản, hoặc co-quan, ho-so
        #[arg(value_name = "LOẠI")]
        what: String,
        /// Tệp sẽ viết; tệp đã có thì không bị đè
        #[arg(value_name = "TỆP")]
        path: PathBuf,
    },
    /// Liệt kê các loại văn bản, hoặc các trường của một loại (cũng gọi là `loai`)
    #[command(alias = "loai")]
    Kinds {
        /// Loại cần xem
        #[arg(value_name = "LOẠI")]
        kind: Option<String>,
    },
    /// Viết lược đồ JSON để trình soạn thảo gợi ý tên trường (cũng gọi là `luoc-do`)
    #[command(alias = "luoc-do")]
    Schema {
        /// Thư mục sẽ viết vào (mặc định: .vanthu)
        #[arg(long, value_name = "THƯ MỤC", default_value = ".vanthu", hide_default_value = true)]
        out: PathBuf,
    },
    /// Chép mẫu có sẵn ra để sửa (cũng gọi là `xuat-mau`)
    #[command(alias = "xuat-mau")]
    Eject {
        /// Loại văn bản hoặc the-thuc; bỏ trống thì chép tất cả
        #[arg(value_name = "TÊN")]
        names: Vec<String>,
        /// Thư mục sẽ chép vào (mặc định: templates)
        #[arg(long, value_name = "THƯ MỤC", default_value = "templates", hide_default_value = true)]
        to: PathBuf,
    },
    /// Đọc danh sách khách (Excel, ODS, CSV) và báo từng dòng sai (cũng gọi là `khach`)
    #[command(alias = "khach")]
    Guests(Guests),
    /// Giải thích một mã lỗi hoặc cảnh báo (cũng gọi là `giai-thich`)
    #[command(alias = "giai-thich")]
    Explain {
        /// Mã, ví dụ `noi-nhan::dau`; bỏ trống thì liệt kê tất cả
        #[arg(value_name = "MÃ")]
        code: Option<String>,
    },
}
