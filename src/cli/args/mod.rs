//! Comes in: the words of the command line. Goes out: what the user wants.
//! Must not know: how it is done.
//!
//! Commands and options are named in Vietnamese, without marks, as all messages
//! and the guide name them; each has its English word as an alias.

mod office;
mod papers;
mod values;
mod words;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

pub(super) use office::{
    Add, ArchiveCommand, Backup, Books, Certify, Import, Issue, Numbered, RegisterCommand, Remark, Rowed,
    Withdraw,
};
pub(super) use papers::{
    Adopt, Build, Check, Guests, Papers, Revise, Rows, Schema, SplitBy, Trial, Verify, Watch,
};
pub(super) use words::{called, command, is_help, refusal, wants_json};

/// Văn bản của cấp uỷ: từ tệp YAML ra PDF/A đúng thể thức, chờ ký.
#[derive(Debug, Parser)]
#[command(name = "vanthu", version, max_term_width = 100, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    /// Thư mục mẫu dùng trước mẫu có sẵn
    #[arg(long = "mau", alias = "templates", global = true, value_name = "THƯ MỤC")]
    pub(super) templates: Option<PathBuf>,
    /// Thư mục phông chữ của cơ quan
    #[arg(long = "phong", alias = "fonts", global = true, value_name = "THƯ MỤC")]
    pub(super) fonts: Option<PathBuf>,
    /// In kết quả dạng JSON cho chương trình khác đọc
    #[arg(long = "dang-json", alias = "json", global = true)]
    pub(super) json: bool,
    /// Màu sắc: tu-dong khi có người xem (mặc định), luon-luon, khong
    #[arg(
        long = "mau-sac",
        alias = "color",
        global = true,
        value_enum,
        default_value_t = Color::Auto,
        value_name = "KHI NÀO",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(super) color: Color,
}

/// Says which office's window is opened.
#[derive(Debug, clap::Args)]
pub(super) struct Open {
    /// Thư mục của cơ quan, hoặc một thư mục ở trong (mặc định: nơi đang đứng)
    #[arg(value_name = "THƯ MỤC", default_value = ".", hide_default_value = true)]
    pub(super) folder: PathBuf,
    /// Không mở trình duyệt, chỉ in địa chỉ dùng một lần, trong một phút
    #[arg(long = "khong-trinh-duyet", alias = "no-browser")]
    pub(super) no_browser: bool,
    /// Thư mục khác cũng nhận bản sao lưu, ngoài các ổ đĩa đang cắm; ghi được nhiều lần
    #[arg(long = "sao-luu-vao", alias = "backup-to", value_name = "THƯ MỤC")]
    pub(super) backups: Vec<PathBuf>,
}

/// Says when colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Color {
    /// Khi có người xem
    #[value(name = "tu-dong", alias = "auto")]
    Auto,
    /// Luôn luôn
    #[value(name = "luon-luon", alias = "always")]
    Always,
    /// Không bao giờ
    #[value(name = "khong", alias = "never")]
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Ban hành: lấy số, lập PDF cuối, vào sổ và lưu
    #[command(name = "ban-hanh", alias = "issue")]
    Issue(Issue),
    /// Sổ đăng ký văn bản đi
    #[command(name = "so", alias = "register", subcommand)]
    Register(RegisterCommand),
    /// Kho lưu của văn phòng
    #[command(name = "luu", alias = "archive", subcommand)]
    Archive(ArchiveCommand),
    /// Sao văn bản cho nơi khác: sao y, sao lục, trích sao, bản sao điện tử
    #[command(name = "sao", alias = "copy")]
    Copy(Certify),
    /// Sao lưu cơ quan ra một ổ đĩa rồi đọc lại để chứng minh
    #[command(name = "sao-luu", alias = "backup")]
    Backup(Backup),
    /// Lập PDF cho mọi văn bản
    #[command(name = "lap", alias = "build")]
    Build(Build),
    /// Theo dõi: tệp nào đổi thì kiểm tra, lập lại ngay; Ctrl+C để thôi
    #[command(name = "theo-doi", alias = "watch")]
    Watch(Watch),
    /// Tìm mọi chỗ sai, không lập PDF
    #[command(name = "kiem-tra", alias = "check")]
    Check(Check),
    /// Đối chiếu PDF đã ký với bản đã lập
    #[command(name = "doi-chieu", alias = "verify")]
    Verify(Verify),
    /// Nhận tệp Word (.docx, .doc) của người khác thành bản nháp
    #[command(name = "nhan", alias = "import")]
    Adopt(Adopt),
    /// Đưa chỗ đã sửa trong bản Word của vanthu về văn bản
    #[command(name = "nhan-lai", alias = "revise")]
    Revise(Revise),
    /// Viết một tệp mẫu để điền
    #[command(name = "moi", alias = "new")]
    New {
        /// Loại văn bản, hoặc co-quan, ho-so
        #[arg(value_name = "LOẠI")]
        what: String,
        /// Tệp sẽ viết; tệp đã có thì không bị đè
        #[arg(value_name = "TỆP")]
        path: PathBuf,
    },
    /// Liệt kê các loại văn bản, hoặc các trường của một loại
    #[command(name = "loai", alias = "kinds")]
    Kinds {
        /// Loại cần xem
        #[arg(value_name = "LOẠI")]
        kind: Option<String>,
    },
    /// Viết lược đồ JSON để trình soạn thảo gợi ý tên trường; cùng --dang-json: cả lược đồ của câu trả lời JSON
    #[command(name = "luoc-do", alias = "schema")]
    Schema(Schema),
    /// Chép mẫu có sẵn ra để sửa
    #[command(name = "xuat-mau", alias = "eject")]
    Eject {
        /// Loại văn bản, the-thuc, hoặc một tệp (the-thuc/bang.typ); bỏ trống thì chép tất cả
        #[arg(value_name = "TÊN")]
        names: Vec<String>,
        /// Thư mục sẽ chép vào (mặc định: templates)
        #[arg(
            long = "vao",
            alias = "to",
            value_name = "THƯ MỤC",
            default_value = "templates",
            hide_default_value = true
        )]
        to: PathBuf,
    },
    /// Thử mẫu riêng: ví dụ, từng trường, bộ quy tắc, ảnh từng trang
    #[command(name = "thu-mau", alias = "test")]
    Trial(Trial),
    /// Đọc danh sách khách (Excel, ODS, CSV) và báo từng dòng sai
    #[command(name = "khach", alias = "guests")]
    Guests(Guests),
    /// Cho biết bản chương trình, mẫu riêng, thể thức, phông chữ đang dùng
    #[command(name = "thong-tin", alias = "info")]
    Info,
    /// Mở cửa sổ làm việc trong trình duyệt
    #[command(name = "mo", alias = "open")]
    Open(Open),
    /// Giải thích một mã lỗi hoặc cảnh báo
    #[command(name = "giai-thich", alias = "explain")]
    Explain {
        /// Mã, ví dụ `noi-nhan::dau`; bỏ trống thì liệt kê tất cả
        #[arg(value_name = "MÃ")]
        code: Option<String>,
    },
}

impl Command {
    /// Gives the paths a command is about: whose templates it uses.
    pub(super) fn places(&self) -> Vec<PathBuf> {
        match self {
            Self::Build(options) => options.papers.paths.clone(),
            Self::Watch(options) => options.papers.paths.clone(),
            Self::Check(options) => options.papers.paths.clone(),
            Self::Issue(options) => options.papers.paths.clone(),
            Self::Register(command) => vec![command.books().workspace.clone()],
            Self::Archive(command) => vec![command.books().workspace.clone()],
            Self::Backup(options) => vec![options.books.workspace.clone()],
            Self::Copy(options) => vec![options.books.workspace.clone()],
            Self::Open(options) => vec![options.folder.clone()],
            Self::Adopt(options) => vec![options.dossier.clone()],
            Self::Revise(options) => vec![options.workspace.clone()],
            Self::Trial(options) => vec![options.folder.clone()],
            Self::Info | Self::New { .. } | Self::Kinds { .. } | Self::Schema(_) => {
                vec![PathBuf::from(".")]
            }
            Self::Verify(_) | Self::Eject { .. } | Self::Guests(_) | Self::Explain { .. } => Vec::new(),
        }
    }

    /// Tells whether it takes papers, which may lie in offices below a folder.
    pub(super) fn takes_papers(&self) -> bool {
        matches!(self, Self::Build(_) | Self::Check(_) | Self::Issue(_) | Self::Watch(_))
    }

    /// Tells whether it sets pages, or looks at papers as if it did.
    pub(super) fn makes_pages(&self) -> bool {
        self.takes_papers()
            || matches!(
                self,
                Self::Trial(_)
                    | Self::Register(RegisterCommand::Print { .. })
                    | Self::Open(_)
                    | Self::Copy(_)
            )
    }

    /// Gives the folder of templates it names, if it names one that is no office.
    pub(super) fn templates(&self) -> Option<&PathBuf> {
        match self {
            Self::Trial(Trial { folder, .. }) if folder != Path::new(".") => {
                (!folder.join("co-quan.yaml").is_file()).then_some(folder)
            }
            _ => None,
        }
    }
}
