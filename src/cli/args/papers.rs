//! Comes in: the words after `build`, `check`, `guests`, `verify`. Goes out: what
//! the user wants of papers. Must not know: numbers, register, archive.

use std::path::PathBuf;

use crate::docx::Mode;

/// Holds what `check`, `build` and `issue` have in common.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Papers {
    /// Tệp hoặc thư mục; thư mục gồm mọi văn bản bên dưới (mặc định: thư mục đang đứng)
    #[arg(value_name = "ĐƯỜNG DẪN", default_value = ".", hide_default_value = true)]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Bộ quy tắc cho mọi văn bản, thay cho bộ có hiệu lực vào ngày của văn bản
    #[arg(long = "the-thuc", alias = "rules", value_name = "TÊN")]
    pub(in crate::cli) rules: Option<String>,
    /// Thư mục kết quả (mặc định: out); các dòng đã sửa riêng của danh sách khách cũng nhớ ở đó
    #[arg(
        long = "ra",
        alias = "out",
        value_name = "THƯ MỤC",
        default_value = "out",
        hide_default_value = true
    )]
    pub(in crate::cli) out: PathBuf,
    /// Chặt chẽ: coi cảnh báo cũng như lỗi khi trả mã kết thúc
    #[arg(long = "chat-che", alias = "strict")]
    pub(in crate::cli) strict: bool,
}

/// Holds the options of `check`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Check {
    #[command(flatten)]
    pub(in crate::cli) papers: Papers,
    /// Nối các dòng bị ngắt giữa câu (chép từ PDF) ngay trong tệp; bản cũ giữ bên cạnh, tên thêm `.cu`
    #[arg(long = "noi-dong", alias = "join")]
    pub(in crate::cli) join: bool,
}

/// Holds the options of `build`.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(in crate::cli) struct Build {
    #[command(flatten)]
    pub(in crate::cli) papers: Papers,
    /// In thêm ảnh PNG từng trang
    #[arg(long = "anh", alias = "png")]
    pub(in crate::cli) png: bool,
    /// Độ nét của ảnh PNG, điểm trên inch (mặc định: 144)
    #[arg(long = "do-net", alias = "dpi", value_name = "SỐ", default_value_t = 144, hide_default_value = true, value_parser = super::values::dpi)]
    pub(in crate::cli) dpi: u16,
    /// Giữ lại tệp Typst và các tệp nó cần
    #[arg(long = "giu-nguon", alias = "keep-typ")]
    pub(in crate::cli) keep_typ: bool,
    /// Lập thêm bản Word để sửa (.docx), không phải bản phát hành; giấy mời nhiều khách thì kèm --dong hoặc --khach
    #[arg(long = "ban-word", alias = "docx")]
    pub(in crate::cli) word: bool,
    /// Bản Word theo cách xếp chữ của Word 2007 (12), 2010 (14) hay 2013 về sau (15) (mặc định: 14, chữ cuối dòng như PDF)
    #[arg(long = "kieu-word", alias = "docx-mode", value_name = "SỐ", default_value = "14", hide_default_value = true, value_parser = super::values::word_mode, requires = "word")]
    pub(in crate::cli) word_mode: Mode,
    /// Bản để ký bút: không có ô chữ ký số
    #[arg(long = "ky-but", alias = "pen")]
    pub(in crate::cli) pen: bool,
    /// Lập thêm phiếu trình ký cho mỗi hồ sơ
    #[arg(long = "trinh-ky", alias = "cover-sheet")]
    pub(in crate::cli) sheet: bool,
    /// Số văn bản lập cùng lúc (mặc định: số nhân của máy)
    #[arg(long = "cung-luc", alias = "jobs", value_name = "SỐ", value_parser = super::values::jobs)]
    pub(in crate::cli) jobs: Option<u16>,
    /// Số giây chờ một văn bản trước khi bỏ (mặc định: 60)
    #[arg(long = "cho-doi", alias = "limit", value_name = "SỐ", default_value_t = 60, hide_default_value = true, value_parser = super::values::seconds)]
    pub(in crate::cli) limit: u64,
    /// Chỉ lập cho các dòng này của danh sách khách (17-19,31), hoặc cho các dòng đã sửa trong tệp loi.csv
    #[arg(long = "dong", alias = "rows", value_name = "DÒNG", value_parser = rows)]
    pub(in crate::cli) rows: Option<Rows>,
    /// Chỉ lập cho khách có họ tên này
    #[arg(long = "khach", alias = "guest", value_name = "HỌ TÊN")]
    pub(in crate::cli) guest: Option<String>,
    /// Chỉ lập cho khách mới thêm từ lần lập trước
    #[arg(long = "bo-sung", alias = "late")]
    pub(in crate::cli) late: bool,
    /// Một bản cho mọi khách cùng `don_vi`, `nhom` hoặc `dia_chi`
    #[arg(long = "gop-theo", alias = "group", value_name = "TRƯỜNG", value_parser = ["don_vi", "nhom", "dia_chi"], hide_possible_values = true)]
    pub(in crate::cli) group: Option<String>,
    /// Không lập tệp in gộp mọi bản
    #[arg(long = "khong-in", alias = "no-print", conflicts_with = "two_up")]
    pub(in crate::cli) no_print: bool,
    /// Tệp in: ghép hai bản A5 trên một tờ A4, có vạch cắt
    #[arg(long = "ghep-doi", alias = "two-up")]
    pub(in crate::cli) two_up: bool,
}

/// Says which rows of a guest list are wanted.
#[derive(Debug, Clone)]
pub(in crate::cli) enum Rows {
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
pub(in crate::cli) struct Guests {
    /// Danh sách khách
    #[arg(value_name = "TỆP")]
    pub(in crate::cli) file: PathBuf,
    /// Trang tính cần đọc, khi tệp có nhiều trang
    #[arg(long = "trang", alias = "sheet", value_name = "TÊN")]
    pub(in crate::cli) sheet: Option<String>,
    /// Ghi các dòng sai, kèm lý do, ra tệp này để sửa
    #[arg(long = "loi", alias = "bad", value_name = "TỆP")]
    pub(in crate::cli) bad: Option<PathBuf>,
    /// Chặt chẽ: coi cảnh báo cũng như lỗi khi trả mã kết thúc
    #[arg(long = "chat-che", alias = "strict")]
    pub(in crate::cli) strict: bool,
}

/// Holds the options of `import`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Adopt {
    /// Tệp Word (.docx, .doc) nhận được, hoặc thư mục chứa các tệp ấy (cả các thư mục con)
    #[arg(value_name = "TỆP", required = true)]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Hồ sơ sẽ có bản nháp (mặc định: thư mục đang đứng)
    #[arg(
        long = "ho-so",
        alias = "dossier",
        value_name = "THƯ MỤC",
        default_value = ".",
        hide_default_value = true
    )]
    pub(in crate::cli) dossier: PathBuf,
    /// Loại văn bản, khi tệp không cho biết
    #[arg(long = "loai", alias = "kind", value_name = "LOẠI")]
    pub(in crate::cli) kind: Option<String>,
    /// Chỉ xem nhận ra được gì, không viết bản nháp nào
    #[arg(long = "xem-truoc", aliases = ["dry-run", "thu"])]
    pub(in crate::cli) look: bool,
    /// Lập hồ sơ mới, thay cho --ho-so: tep (mỗi tệp một hồ sơ), thu-muc (mỗi thư mục một hồ sơ)
    #[arg(
        long = "chia",
        alias = "split",
        value_name = "CÁCH",
        hide_possible_values = true,
        conflicts_with = "dossier"
    )]
    pub(in crate::cli) split: Option<SplitBy>,
    /// Ghi báo cáo từng tệp, và sổ cũ có dòng nào không có tệp, ra bảng .xlsx hoặc .csv
    #[arg(long = "bao-cao", alias = "report", value_name = "TỆP")]
    pub(in crate::cli) report: Option<PathBuf>,
    /// Chặt chẽ: coi cảnh báo cũng như lỗi khi trả mã kết thúc
    #[arg(long = "chat-che", alias = "strict")]
    pub(in crate::cli) strict: bool,
}

/// Says which new dossier each draft lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::cli) enum SplitBy {
    /// Mỗi tệp một hồ sơ
    #[value(name = "tep", alias = "file")]
    File,
    /// Mỗi thư mục một hồ sơ
    #[value(name = "thu-muc", alias = "folder")]
    Folder,
}

/// Holds the options of `revise`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Revise {
    /// Bản Word do vanthu lập, đã có người sửa (.docx)
    #[arg(value_name = "TỆP")]
    pub(in crate::cli) file: PathBuf,
    /// Văn bản được sửa theo (mặc định: văn bản đã lập ra bản Word ấy)
    #[arg(long = "vao", alias = "into", value_name = "VĂN BẢN")]
    pub(in crate::cli) paper: Option<PathBuf>,
    /// Tệp .docx.goc.json ghi lúc lập bản Word (mặc định: tự tìm)
    #[arg(long = "goc", alias = "record", value_name = "TỆP")]
    pub(in crate::cli) record: Option<PathBuf>,
    /// Thư mục kết quả có bản Word đã lập (mặc định: out)
    #[arg(
        long = "ra",
        alias = "out",
        value_name = "THƯ MỤC",
        default_value = "out",
        hide_default_value = true
    )]
    pub(in crate::cli) out: PathBuf,
    /// Thư mục của cơ quan (mặc định: thư mục đang đứng)
    #[arg(
        long = "co-quan",
        alias = "workspace",
        value_name = "THƯ MỤC",
        default_value = ".",
        hide_default_value = true
    )]
    pub(in crate::cli) workspace: PathBuf,
    /// Ghi vào văn bản; bản cũ cất thành tệp .cu bên cạnh
    #[arg(long = "ghi", alias = "write")]
    pub(in crate::cli) write: bool,
    /// Chặt chẽ: coi cảnh báo cũng như lỗi khi trả mã kết thúc
    #[arg(long = "chat-che", alias = "strict")]
    pub(in crate::cli) strict: bool,
}

/// Holds the options of `verify`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Verify {
    /// PDF đã ký
    #[arg(value_name = "TỆP", required = true)]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Bản gốc: PDF đã lập, trước khi ký
    #[arg(long = "goc", alias = "original", value_name = "TỆP")]
    pub(in crate::cli) original: Option<PathBuf>,
    /// Thư mục kết quả, để tự tìm bản gốc (mặc định: out)
    #[arg(
        long = "ra",
        alias = "out",
        value_name = "THƯ MỤC",
        default_value = "out",
        hide_default_value = true
    )]
    pub(in crate::cli) out: PathBuf,
    /// Chứng thư của CA được tin (PEM hoặc DER); dùng được nhiều lần
    #[arg(long = "chung-thu", alias = "ca", value_name = "TỆP")]
    pub(in crate::cli) ca: Vec<PathBuf>,
    /// Chặt chẽ: coi cảnh báo cũng như lỗi khi trả mã kết thúc
    #[arg(long = "chat-che", alias = "strict")]
    pub(in crate::cli) strict: bool,
}

/// Holds the options of `test`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Trial {
    /// Thư mục mẫu hoặc thư mục của cơ quan (mặc định: mẫu của cơ quan nơi đang đứng)
    #[arg(value_name = "THƯ MỤC", default_value = ".", hide_default_value = true)]
    pub(in crate::cli) folder: PathBuf,
    /// Thử cả các loại có sẵn
    #[arg(long = "tat-ca", alias = "all")]
    pub(in crate::cli) all: bool,
    /// Nhận trang như bây giờ làm ảnh mốc
    #[arg(long = "nhan", alias = "accept")]
    pub(in crate::cli) accept: bool,
    /// Số văn bản lập cùng lúc (mặc định: số nhân của máy)
    #[arg(long = "cung-luc", alias = "jobs", value_name = "SỐ", value_parser = super::values::jobs)]
    pub(in crate::cli) jobs: Option<u16>,
    /// Chặt chẽ: coi cảnh báo cũng như lỗi khi trả mã kết thúc
    #[arg(long = "chat-che", alias = "strict")]
    pub(in crate::cli) strict: bool,
}

/// Holds the options of `watch`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Watch {
    #[command(flatten)]
    pub(in crate::cli) papers: Papers,
    /// In thêm ảnh PNG từng trang
    #[arg(long = "anh", alias = "png")]
    pub(in crate::cli) png: bool,
}

/// Holds the options of `schema`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Schema {
    /// Thư mục sẽ viết vào (mặc định: .vanthu)
    #[arg(
        long = "ra",
        alias = "out",
        value_name = "THƯ MỤC",
        default_value = ".vanthu",
        hide_default_value = true
    )]
    pub(in crate::cli) out: PathBuf,
    /// Ghi luôn .vscode/settings.json; tệp đã có thì không bị đè
    #[arg(long = "cai-vscode", alias = "vscode")]
    pub(in crate::cli) vscode: bool,
}
