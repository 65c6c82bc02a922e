//! Comes in: the words of the command line. Goes out: what the user wants.
//! Must not know: how it is done.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser, Subcommand};

use super::Exit;

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

/// Holds what `check` and `build` have in common.
#[derive(Debug, clap::Args)]
pub(super) struct Papers {
    /// Tệp hoặc thư mục; thư mục gồm mọi văn bản bên dưới (mặc định: thư mục đang đứng)
    #[arg(value_name = "ĐƯỜNG DẪN", default_value = ".", hide_default_value = true)]
    pub(super) paths: Vec<PathBuf>,
    /// Bộ quy tắc cho mọi văn bản, thay cho bộ có hiệu lực vào ngày của văn bản
    #[arg(long = "the-thuc", value_name = "TÊN")]
    pub(super) rules: Option<String>,
    /// Coi cảnh báo cũng như lỗi khi trả mã kết thúc
    #[arg(long)]
    pub(super) strict: bool,
}

/// Holds the options of `build`.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) papers: Papers,
    /// Thư mục kết quả (mặc định: out)
    #[arg(long, value_name = "THƯ MỤC", default_value = "out", hide_default_value = true)]
    pub(super) out: PathBuf,
    /// In thêm ảnh PNG từng trang
    #[arg(long)]
    pub(super) png: bool,
    /// Độ nét của ảnh PNG, điểm trên inch (mặc định: 144)
    #[arg(long, value_name = "SỐ", default_value_t = 144, hide_default_value = true, value_parser = clap::value_parser!(u16).range(36..=1200))]
    pub(super) dpi: u16,
    /// Giữ lại tệp Typst và các tệp nó cần
    #[arg(long)]
    pub(super) keep_typ: bool,
    /// Bản để ký bút: không có ô chữ ký số
    #[arg(long, alias = "ky-but")]
    pub(super) pen: bool,
    /// Lập thêm phiếu trình ký cho mỗi hồ sơ
    #[arg(long = "trinh-ky")]
    pub(super) sheet: bool,
    /// Số văn bản lập cùng lúc (mặc định: số nhân của máy)
    #[arg(long, value_name = "SỐ", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,
    /// Số giây chờ một văn bản trước khi bỏ (mặc định: 60)
    #[arg(long, value_name = "SỐ", default_value_t = 60, hide_default_value = true, value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) limit: u64,
    /// Chỉ lập cho các dòng này của danh sách khách (17-19,31), hoặc cho các dòng đã sửa trong tệp loi.csv
    #[arg(long, value_name = "DÒNG", value_parser = rows)]
    pub(super) rows: Option<Rows>,
    /// Chỉ lập cho khách có họ tên này
    #[arg(long, value_name = "HỌ TÊN")]
    pub(super) guest: Option<String>,
    /// Chỉ lập cho khách mới thêm từ lần lập trước
    #[arg(long)]
    pub(super) late: bool,
    /// Một bản cho mọi khách cùng `don_vi`, `nhom` hoặc `dia_chi`
    #[arg(long, value_name = "TRƯỜNG", value_parser = ["don_vi", "nhom", "dia_chi"], hide_possible_values = true)]
    pub(super) group: Option<String>,
    /// Không lập tệp in gộp mọi bản
    #[arg(long, conflicts_with = "two_up")]
    pub(super) no_print: bool,
    /// Tệp in: ghép hai bản A5 trên một tờ A4, có vạch cắt
    #[arg(long)]
    pub(super) two_up: bool,
}

/// Says which rows of a guest list are wanted.
#[derive(Debug, Clone)]
pub(super) enum Rows {
    /// Rows as the spreadsheet numbers them, both ends included.
    Numbers(Vec<(usize, usize)>),
    /// The file of mended rows.
    Mended(PathBuf),
}

/// Reads `17-19,31`, or the path of a file of mended rows.
fn rows(words: &str) -> Result<Rows, String> {
    let range = |part: &str| {
        let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
        let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        (first <= last).then_some((first, last))
    };
    let numbers: Option<Vec<_>> = words.split([',', ';']).map(range).collect();
    match numbers {
        Some(numbers) => Ok(Rows::Numbers(numbers)),
        None if PathBuf::from(words).is_file() => Ok(Rows::Mended(words.into())),
        None => {
            Err("viết số dòng như 17-19,31, hoặc đường dẫn của tệp loi.csv đã sửa (không thấy tệp này)"
                .into())
        }
    }
}

/// Holds the options of `guests`.
#[derive(Debug, clap::Args)]
pub(super) struct Guests {
    /// Danh sách khách
    #[arg(value_name = "TỆP")]
    pub(super) file: PathBuf,
    /// Trang tính cần đọc, khi tệp có nhiều trang
    #[arg(long, value_name = "TÊN")]
    pub(super) sheet: Option<String>,
    /// Ghi các dòng sai, kèm lý do, ra tệp này để sửa
    #[arg(long = "loi", value_name = "TỆP")]
    pub(super) bad: Option<PathBuf>,
    /// Coi cảnh báo cũng như lỗi khi trả mã kết thúc
    #[arg(long)]
    pub(super) strict: bool,
}

/// Holds the options of `verify`.
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    /// PDF đã ký
    #[arg(value_name = "TỆP", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Bản gốc: PDF đã lập, trước khi ký
    #[arg(long = "goc", value_name = "TỆP")]
    pub(super) original: Option<PathBuf>,
    /// Thư mục kết quả, để tự tìm bản gốc (mặc định: out)
    #[arg(long, value_name = "THƯ MỤC", default_value = "out", hide_default_value = true)]
    pub(super) out: PathBuf,
    /// Chứng thư của CA được tin (PEM hoặc DER); dùng được nhiều lần
    #[arg(long, value_name = "TỆP")]
    pub(super) ca: Vec<PathBuf>,
    /// Coi cảnh báo cũng như lỗi khi trả mã kết thúc
    #[arg(long)]
    pub(super) strict: bool,
}

/// Holds the options of `issue`.
#[derive(Debug, clap::Args)]
pub(super) struct Issue {
    #[command(flatten)]
    pub(super) papers: Papers,
    /// Ngày ký của văn bản chưa ghi ngày (2026-06-03)
    #[arg(long, value_name = "NGÀY")]
    pub(super) date: Option<chrono::NaiveDate>,
    /// Thư mục kết quả (mặc định: out)
    #[arg(long, value_name = "THƯ MỤC", default_value = "out", hide_default_value = true)]
    pub(super) out: PathBuf,
    /// Kho lưu ở chỗ khác (mặc định: `kho_luu` trong co-quan.yaml, không có thì thư mục luu cạnh nó)
    #[arg(long, value_name = "THƯ MỤC")]
    pub(super) archive: Option<PathBuf>,
    /// Số văn bản lập cùng lúc (mặc định: số nhân của máy)
    #[arg(long, value_name = "SỐ", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,
    /// Số giây chờ một văn bản trước khi bỏ (mặc định: 60)
    #[arg(long, value_name = "SỐ", default_value_t = 60, hide_default_value = true, value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) limit: u64,
}

/// Holds what all commands about a workspace's books have in common.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Books {
    /// Thư mục của cơ quan (mặc định: thư mục đang đứng hoặc phía trên)
    #[arg(long = "co-quan", value_name = "THƯ MỤC", default_value = ".", hide_default_value = true)]
    pub(super) workspace: PathBuf,
    /// Kho lưu ở chỗ khác (mặc định: `kho_luu` trong co-quan.yaml, không có thì thư mục luu cạnh nó)
    #[arg(long, value_name = "THƯ MỤC")]
    pub(super) archive: Option<PathBuf>,
}

/// Holds what chooses rows of the register.
#[derive(Debug, clap::Args)]
pub(super) struct Rowed {
    #[command(flatten)]
    pub(super) books: Books,
    /// Chỉ loại này (ke-hoach)
    #[arg(long, value_name = "LOẠI")]
    pub(super) kind: Option<String>,
    /// Chỉ năm này
    #[arg(long, value_name = "NĂM")]
    pub(super) year: Option<i32>,
    /// Chỉ nhiệm kỳ này: ngày hoặc năm bắt đầu (2025-07-01, 2025)
    #[arg(long = "nhiem-ky", value_name = "NHIỆM KỲ")]
    pub(super) term: Option<String>,
    /// Chỉ những số còn chờ bản ký
    #[arg(long = "chua-ky")]
    pub(super) unsigned: bool,
}

/// Holds the options of `register import`.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// Sổ cũ: .xlsx, .xls, .ods hoặc .csv
    #[arg(value_name = "TỆP")]
    pub(super) file: PathBuf,
    /// Trang tính cần đọc (mặc định: mọi trang có hàng tiêu đề của sổ)
    #[arg(long, value_name = "TÊN")]
    pub(super) sheet: Option<String>,
    /// Loại của những dòng không ghi loại (quyet-dinh)
    #[arg(long, value_name = "LOẠI")]
    pub(super) kind: Option<String>,
    /// Ghi các dòng sai, kèm lý do, ra tệp này để sửa rồi nhập lại
    #[arg(long = "loi", value_name = "TỆP")]
    pub(super) bad: Option<PathBuf>,
    /// Chỉ xem trước, không ghi gì vào sổ
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Nhận cả số trùng với dòng đã nhập từ tệp trước: hai văn bản khác nhau
    #[arg(long = "trung-so")]
    pub(super) again: bool,
    #[command(flatten)]
    pub(super) books: Books,
}

/// Names a number of the register.
#[derive(Debug, clap::Args)]
pub(super) struct Numbered {
    /// Loại văn bản (ke-hoach)
    #[arg(value_name = "LOẠI")]
    pub(super) kind: String,
    /// Số
    #[arg(value_name = "SỐ", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) number: u32,
    /// Ký hiệu cơ quan, khi không phải cấp uỷ (VPĐU)
    #[arg(long, value_name = "KÝ HIỆU")]
    pub(super) organ: Option<String>,
    /// Một ngày trong nhiệm kỳ cần tìm (mặc định: hôm nay)
    #[arg(long, value_name = "NGÀY")]
    pub(super) date: Option<chrono::NaiveDate>,
    #[command(flatten)]
    pub(super) books: Books,
}

/// Says what is to be done with the register.
#[derive(Debug, Subcommand)]
pub(super) enum RegisterCommand {
    /// Liệt kê các dòng của sổ
    List(Rowed),
    /// Tìm trong trích yếu, nội dung, nơi nhận; không cần gõ dấu
    Find {
        /// Các từ cần tìm
        #[arg(value_name = "TỪ", required = true)]
        words: Vec<String>,
        #[command(flatten)]
        rows: Rowed,
    },
    /// Nhập sổ cũ của cơ quan (Excel, ODS, CSV); mỗi dòng được vào sổ hoặc được nêu tên
    Import(Import),
    /// Kiểm tra sổ: chuỗi mã, dòng bị sửa, số thiếu, số trùng, ngày lùi
    Check {
        #[command(flatten)]
        books: Books,
        /// Mã cuối in ở chân trang của một bản sổ đã in: phải còn trong nhật ký
        #[arg(long = "ma-cuoi", value_name = "MÃ")]
        head: Option<String>,
    },
    /// Huỷ một số; dòng ở lại với lý do, số không cấp lại
    Cancel {
        #[command(flatten)]
        number: Numbered,
        /// Lý do
        #[arg(long, value_name = "LÝ DO", value_parser = clap::builder::NonEmptyStringValueParser::new())]
        reason: String,
    },
    /// Cho biết dãy số chạy tiếp từ số nào (cơ quan đã có sổ giấy)
    Start(Numbered),
    /// In sổ thành PDF/A, khổ A4 ngang, mỗi loại một phần
    Print {
        /// Tệp PDF sẽ viết
        #[arg(value_name = "TỆP")]
        file: PathBuf,
        #[command(flatten)]
        rows: Rowed,
    },
    /// Xuất sổ ra bảng tính: .xlsx hoặc .csv, theo đuôi tệp
    Export {
        /// Tệp sẽ viết
        #[arg(value_name = "TỆP")]
        file: PathBuf,
        #[command(flatten)]
        rows: Rowed,
    },
}

/// Says what is to be done with the archive.
#[derive(Debug, Subcommand)]
pub(super) enum ArchiveCommand {
    /// Đọc lại từng byte của kho, đối chiếu với sổ hai chiều
    Verify {
        #[command(flatten)]
        books: Books,
        /// Chỉ xem chừng này văn bản, mỗi ngày một phần khác
        #[arg(long, value_name = "SỐ")]
        sample: Option<usize>,
        /// Chứng thư của CA được tin (PEM hoặc DER); dùng được nhiều lần
        #[arg(long, value_name = "TỆP")]
        ca: Vec<PathBuf>,
    },
    /// Lập lại thư mục `Lưu VPĐU` để xem bằng mắt
    View {
        #[command(flatten)]
        books: Books,
        /// Thư mục sẽ lập (mặc định: `Lưu VPĐU` cạnh co-quan.yaml)
        #[arg(long, value_name = "THƯ MỤC")]
        to: Option<PathBuf>,
    },
    /// Cho biết một văn bản đã lưu có những tệp, bản nào
    Show(Numbered),
    /// Cho biết một hồ sơ trong kho có những văn bản, tài liệu, bản nào (cũng gọi là `ho-so`)
    #[command(alias = "ho-so")]
    Dossier {
        /// Thư mục của hồ sơ, tính từ co-quan.yaml
        #[arg(value_name = "HỒ SƠ")]
        folder: PathBuf,
        #[command(flatten)]
        books: Books,
    },
    /// Xuất một phần kho thành gói `BagIt` để nộp hoặc sao lưu
    Export {
        /// Thư mục sẽ viết
        #[arg(value_name = "THƯ MỤC")]
        to: PathBuf,
        #[command(flatten)]
        rows: Rowed,
        /// Chỉ hồ sơ này (thư mục, tính từ co-quan.yaml)
        #[arg(long = "ho-so", value_name = "HỒ SƠ")]
        dossier: Option<String>,
        /// Dạng gói `BagIt` (RFC 8493); hiện là dạng duy nhất
        #[arg(long)]
        bagit: bool,
    },
    /// Lập lại PDF từ nguồn đã lưu và so từng byte
    Rebuild(Rowed),
    /// Thêm bản đã ký vào văn bản đã lưu, hoặc một tài liệu vào hồ sơ
    Add(Add),
    /// Tìm ngay trong kho, không cần sổ: số, trích yếu, người ký, nơi nhận, hồ sơ
    Find {
        /// Các từ cần tìm; không cần gõ dấu
        #[arg(value_name = "TỪ", required = true)]
        words: Vec<String>,
        #[command(flatten)]
        books: Books,
    },
    /// Ghi rằng văn bản đã bị thu hồi (cũng gọi là `thu-hoi`)
    #[command(alias = "thu-hoi")]
    Recall(Remark),
    /// Ghi rằng văn bản đã có đính chính (cũng gọi là `dinh-chinh`)
    #[command(alias = "dinh-chinh")]
    Correct(Remark),
    /// Làm nốt những việc máy dừng giữa chừng trong kho
    Heal(Books),
}

/// Says what is added to the archive.
#[derive(Debug, clap::Args)]
pub(super) struct Add {
    /// Tệp PDF đã ký, hoặc tài liệu của hồ sơ
    #[arg(value_name = "TỆP")]
    pub(super) file: PathBuf,
    /// Loại văn bản (ke-hoach); bản ký số thì bỏ trống được, chương trình tự nhận ra
    #[arg(value_name = "LOẠI", requires = "number", conflicts_with = "dossier")]
    pub(super) kind: Option<String>,
    /// Số
    #[arg(value_name = "SỐ", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) number: Option<u32>,
    /// Ký hiệu cơ quan, khi không phải cấp uỷ (VPĐU)
    #[arg(long, value_name = "KÝ HIỆU")]
    pub(super) organ: Option<String>,
    /// Một ngày trong nhiệm kỳ cần tìm (mặc định: hôm nay)
    #[arg(long, value_name = "NGÀY")]
    pub(super) date: Option<chrono::NaiveDate>,
    /// Đây là bản quét, không phải bản ký số nối tiếp bản đã ban hành
    #[arg(long, requires = "kind", conflicts_with = "dossier")]
    pub(super) scan: bool,
    /// Chứng thư của CA được tin (PEM hoặc DER); dùng được nhiều lần
    #[arg(long, value_name = "TỆP")]
    pub(super) ca: Vec<PathBuf>,
    /// Cất vào hồ sơ này (thư mục của hồ sơ) thay vì vào một văn bản
    #[arg(long = "ho-so", value_name = "HỒ SƠ")]
    pub(super) dossier: Option<PathBuf>,
    /// Tài liệu này là gì, vì sao ở trong hồ sơ
    #[arg(long, value_name = "LÝ DO", requires = "dossier")]
    pub(super) reason: Option<String>,
    #[command(flatten)]
    pub(super) books: Books,
}

/// Says what became of a paper that went out.
#[derive(Debug, clap::Args)]
pub(super) struct Remark {
    #[command(flatten)]
    pub(super) number: Numbered,
    /// Lý do
    #[arg(long, value_name = "LÝ DO", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(super) reason: String,
    /// Văn bản đính chính hoặc thu hồi: loại và số của nó (thong-bao 12)
    #[arg(long, num_args = 2, value_names = ["LOẠI", "SỐ"])]
    pub(super) by: Vec<String>,
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

/// Gives the command line with its words in Vietnamese.
pub(super) fn command() -> clap::Command {
    vietnamese(Args::command(), "")
}

const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";
const ROOT: &str = "{about-with-newline}\nCách dùng: {usage}\n\nLệnh:\n{subcommands}\n\nTuỳ chọn:\n{options}\n\n\
    Mã kết thúc: 0 xong; 1 văn bản có lỗi; 2 gọi sai hoặc cấu hình sai; 3 lỗi của chương trình.\n";

fn vietnamese(command: clap::Command, above: &str) -> clap::Command {
    let full = format!("{above}{}", command.get_name());
    let root = command.get_name() == "vanthu";
    let mut command = command
        .help_template(if root { ROOT } else { TEMPLATE })
        .subcommand_help_heading("Lệnh")
        .subcommand_value_name("LỆNH")
        .next_help_heading("Tuỳ chọn")
        .disable_help_flag(true)
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .help("In trợ giúp")
                .action(clap::ArgAction::Help)
                .help_heading("Tuỳ chọn"),
        )
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "Tham số" } else { "Tuỳ chọn" };
            arg.help_heading(heading)
        });
    if root {
        command = command.disable_version_flag(true).arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .help("In phiên bản")
                .action(clap::ArgAction::Version),
        );
    }
    let usage = usage(&command, &full);
    let full = format!("{full} ");
    command.override_usage(usage).mut_subcommands(|sub| vietnamese(sub, &full))
}

/// Writes the usage line: the crate that reads the command line has only
/// English words for it.
fn usage(command: &clap::Command, full: &str) -> String {
    if command.has_subcommands() {
        return format!("{full} <LỆNH> [TUỲ CHỌN]");
    }
    let mut line = full.to_owned();
    for arg in command.get_positionals() {
        let name = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
        let (open, close) = if arg.is_required_set() { ('<', '>') } else { ('[', ']') };
        let _ = write!(line, " {open}{name}{close}");
    }
    line + " [TUỲ CHỌN]"
}

/// Says in Vietnamese what is wrong with the command line; help and version
/// are no mistakes.
pub(super) fn refuse(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        let _ = error.print();
        return Exit::Done;
    }
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let word = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh `{}`", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("không có tuỳ chọn `{word}`"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{word}` cần một giá trị"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{word}` không nhận giá trị `{value}`")
        }
        ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("`{word}` cần đủ các giá trị")
        }
        ErrorKind::MissingRequiredArgument => format!("còn thiếu: {word}"),
        ErrorKind::ArgumentConflict => format!("`{word}` không dùng hai lần hoặc dùng chung như vậy được"),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            let _ = error.print();
            return Exit::Usage;
        }
        _ => error.to_string(),
    };
    eprintln!("lỗi: {message}");
    if let Some(why) = std::error::Error::source(error).filter(|_| error.kind() == ErrorKind::ValueValidation)
    {
        eprintln!("  {why}");
    }
    for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
        let near = match error.get(kind) {
            Some(ContextValue::String(text)) => Some(text.as_str()),
            // The most alike stands last.
            Some(ContextValue::Strings(texts)) => texts.last().map(String::as_str),
            _ => None,
        };
        if let Some(near) = near {
            eprintln!("  có phải `{near}`?");
        }
    }
    let known = context(ContextKind::ValidValue);
    if !known.is_empty() {
        eprintln!("  các giá trị: {known}");
    }
    eprintln!("  xem `vanthu --help` hoặc `vanthu <lệnh> --help`");
    Exit::Usage
}
