//! Comes in: the words after `issue`, `register`, `archive`. Goes out: what the
//! user wants of the office's books. Must not know: how papers are set.

use std::path::PathBuf;

use clap::Subcommand;

use super::Papers;
use super::values::{count, day, jobs, number, pages, reason, seconds, year};

/// Holds the options of `issue`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Issue {
    #[command(flatten)]
    pub(in crate::cli) papers: Papers,
    /// Ngày ký của văn bản chưa ghi ngày (2026-06-03); tệp đã ghi ngày khác thì không ban hành
    #[arg(long = "ngay", alias = "date", value_name = "NGÀY", value_parser = day)]
    pub(in crate::cli) date: Option<chrono::NaiveDate>,
    /// Nhận cả ngày sau hôm nay: văn bản sẽ ký vào ngày ấy
    #[arg(long = "ngay-sau", alias = "ahead")]
    pub(in crate::cli) ahead: bool,
    /// Kho lưu ở chỗ khác (mặc định: `kho_luu` trong co-quan.yaml, không có thì thư mục luu cạnh nó)
    #[arg(long = "kho-luu", alias = "archive", value_name = "THƯ MỤC")]
    pub(in crate::cli) archive: Option<PathBuf>,
    /// Số văn bản lập cùng lúc (mặc định: số nhân của máy)
    #[arg(long = "cung-luc", alias = "jobs", value_name = "SỐ", value_parser = jobs)]
    pub(in crate::cli) jobs: Option<u16>,
    /// Số giây chờ một văn bản trước khi bỏ (mặc định: 60)
    #[arg(long = "cho-doi", alias = "limit", value_name = "SỐ", default_value_t = 60, hide_default_value = true, value_parser = seconds)]
    pub(in crate::cli) limit: u64,
}

/// Holds what all commands about a workspace's books have in common.
#[derive(Debug, Clone, clap::Args)]
pub(in crate::cli) struct Books {
    /// Thư mục của cơ quan (mặc định: thư mục đang đứng hoặc phía trên)
    #[arg(
        long = "co-quan",
        alias = "office",
        value_name = "THƯ MỤC",
        default_value = ".",
        hide_default_value = true
    )]
    pub(in crate::cli) workspace: PathBuf,
    /// Kho lưu ở chỗ khác (mặc định: `kho_luu` trong co-quan.yaml, không có thì thư mục luu cạnh nó)
    #[arg(long = "kho-luu", alias = "archive", value_name = "THƯ MỤC")]
    pub(in crate::cli) archive: Option<PathBuf>,
}

/// Holds the options of `backup`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Backup {
    /// Thư mục trên ổ đĩa khác; mỗi lần thành một thư mục mới ghi ngày giờ, bản cũ giữ nguyên
    #[arg(value_name = "THƯ MỤC")]
    pub(in crate::cli) to: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) books: Books,
}

/// Holds the options of `copy`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Certify {
    /// Số và ký hiệu như trên giấy (07-KH/ĐU), hoặc loại rồi đến số; văn bản nơi khác thì tệp PDF của nó
    #[arg(value_name = "VĂN BẢN")]
    pub(in crate::cli) name: String,
    /// Số, khi trước nó là loại
    #[arg(value_name = "SỐ", value_parser = number)]
    pub(in crate::cli) number: Option<u32>,
    /// Bản sao điện tử: ô chữ ký ở góc trên bên phải trang đầu của bản quét
    #[arg(long = "dien-tu", alias = "electronic")]
    pub(in crate::cli) electronic: bool,
    /// Hình thức sao, khi quy định có nhiều: sao-y, sao-luc, trich-sao
    #[arg(long = "hinh-thuc", alias = "form", value_name = "HÌNH THỨC")]
    pub(in crate::cli) form: Option<String>,
    /// Các trang trích sao (2-3); ghi được nhiều lần
    #[arg(long = "trang", alias = "pages", value_name = "TRANG", value_parser = pages)]
    pub(in crate::cli) pages: Vec<(usize, usize)>,
    /// Tên ngắn của người ký bản sao, trong `nguoi_ky` của co-quan.yaml
    #[arg(long = "nguoi-sao", alias = "signer", value_name = "TÊN")]
    pub(in crate::cli) signer: Option<String>,
    /// Tên ngắn của cơ quan sao, trong `don_vi` của co-quan.yaml (mặc định: cơ quan của văn bản)
    #[arg(long = "don-vi", alias = "unit", value_name = "TÊN")]
    pub(in crate::cli) unit: Option<String>,
    /// Ngày ký bản sao (mặc định: hôm nay)
    #[arg(long = "ngay", alias = "date", value_name = "NGÀY", value_parser = day)]
    pub(in crate::cli) date: Option<chrono::NaiveDate>,
    /// Nơi nhận bản sao; ghi được nhiều lần
    #[arg(long = "noi-nhan", alias = "to", value_name = "NƠI NHẬN")]
    pub(in crate::cli) recipients: Vec<String>,
    /// Văn bản nơi khác là văn bản nào, để ghi vào sổ: loại, số, ngày, cơ quan, trích yếu
    #[arg(long = "trich-yeu", alias = "summary", value_name = "TRÍCH YẾU")]
    pub(in crate::cli) summary: Option<String>,
    /// Thư mục kết quả (mặc định: out)
    #[arg(
        long = "ra",
        alias = "out",
        value_name = "THƯ MỤC",
        default_value = "out",
        hide_default_value = true
    )]
    pub(in crate::cli) out: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) books: Books,
}

/// Holds what chooses rows of the register.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Rowed {
    #[command(flatten)]
    pub(in crate::cli) books: Books,
    /// Chỉ loại này (ke-hoach)
    #[arg(long = "loai", alias = "kind", value_name = "LOẠI")]
    pub(in crate::cli) kind: Option<String>,
    /// Chỉ năm này
    #[arg(long = "nam", alias = "year", value_name = "NĂM", value_parser = year)]
    pub(in crate::cli) year: Option<i32>,
    /// Chỉ nhiệm kỳ này: ngày hoặc năm bắt đầu (2025-07-01, 2025)
    #[arg(long = "nhiem-ky", alias = "term", value_name = "NHIỆM KỲ")]
    pub(in crate::cli) term: Option<String>,
    /// Chỉ những số còn chờ bản ký
    #[arg(long = "chua-ky", alias = "unsigned")]
    pub(in crate::cli) unsigned: bool,
}

/// Holds the options of `register import`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Import {
    /// Sổ cũ: .xlsx, .xls, .ods hoặc .csv
    #[arg(value_name = "TỆP")]
    pub(in crate::cli) file: PathBuf,
    /// Trang tính cần đọc (mặc định: mọi trang có hàng tiêu đề của sổ)
    #[arg(long = "trang", alias = "sheet", value_name = "TÊN")]
    pub(in crate::cli) sheet: Option<String>,
    /// Loại của những dòng không ghi loại (quyet-dinh)
    #[arg(long = "loai", alias = "kind", value_name = "LOẠI")]
    pub(in crate::cli) kind: Option<String>,
    /// Ghi các dòng sai, kèm lý do, ra tệp này để sửa rồi nhập lại
    #[arg(long = "loi", alias = "bad", value_name = "TỆP")]
    pub(in crate::cli) bad: Option<PathBuf>,
    /// Chỉ xem trước, không ghi gì vào sổ
    #[arg(long = "xem-truoc", alias = "dry-run")]
    pub(in crate::cli) dry_run: bool,
    /// Nhận cả số trùng với dòng đã nhập từ tệp trước: hai văn bản khác nhau
    #[arg(long = "trung-so", alias = "again")]
    pub(in crate::cli) again: bool,
    #[command(flatten)]
    pub(in crate::cli) books: Books,
}

/// Names a number of the register.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Numbered {
    /// Loại văn bản (ke-hoach), rồi đến số; hoặc số và ký hiệu như trên giấy (07-KH/ĐU)
    #[arg(value_name = "LOẠI")]
    pub(in crate::cli) name: String,
    /// Số, khi trước nó là loại
    #[arg(value_name = "SỐ", value_parser = number)]
    pub(in crate::cli) number: Option<u32>,
    /// Ký hiệu cơ quan, khi không phải cấp uỷ (VPĐU)
    #[arg(long = "ky-hieu", alias = "organ", value_name = "KÝ HIỆU")]
    pub(in crate::cli) organ: Option<String>,
    /// Một ngày trong nhiệm kỳ cần tìm (mặc định: hôm nay)
    #[arg(long = "ngay", alias = "date", value_name = "NGÀY", value_parser = day)]
    pub(in crate::cli) date: Option<chrono::NaiveDate>,
    #[command(flatten)]
    pub(in crate::cli) books: Books,
}

/// Says what is to be done with the register.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RegisterCommand {
    /// Liệt kê các dòng của sổ
    #[command(name = "liet-ke", alias = "list")]
    List(Rowed),
    /// Tìm trong trích yếu, nội dung, nơi nhận; không cần gõ dấu
    #[command(name = "tim", alias = "find")]
    Find {
        /// Các từ cần tìm
        #[arg(value_name = "TỪ", required = true)]
        words: Vec<String>,
        #[command(flatten)]
        rows: Rowed,
    },
    /// Nhập sổ cũ của cơ quan (Excel, ODS, CSV); mỗi dòng được vào sổ hoặc được nêu tên
    #[command(name = "nhap", alias = "import")]
    Import(Import),
    /// Kiểm tra sổ: chuỗi mã, dòng bị sửa, số thiếu, số trùng, ngày lùi
    #[command(name = "kiem-tra", alias = "check")]
    Check {
        #[command(flatten)]
        books: Books,
        /// Mã cuối in ở chân trang của một bản sổ đã in: phải còn trong nhật ký
        #[arg(long = "ma-cuoi", alias = "head", value_name = "MÃ")]
        head: Option<String>,
    },
    /// Huỷ một số; dòng ở lại với lý do, số không cấp lại
    #[command(name = "huy", alias = "cancel")]
    Cancel {
        #[command(flatten)]
        number: Numbered,
        /// Khi sổ cũ có hai văn bản cùng số: văn bản thứ mấy (1, 2 …)
        #[arg(long = "lan", alias = "which", value_name = "LẦN", value_parser = number)]
        which: Option<u32>,
        /// Lý do
        #[arg(long = "ly-do", alias = "reason", value_name = "LÝ DO", value_parser = reason)]
        reason: String,
    },
    /// Cho biết dãy số chạy tiếp từ số nào (cơ quan đã có sổ giấy)
    #[command(name = "bat-dau", alias = "start")]
    Start(Numbered),
    /// In sổ thành PDF/A, khổ A4 ngang, mỗi loại một phần
    #[command(name = "in", alias = "print")]
    Print {
        /// Tệp PDF sẽ viết
        #[arg(value_name = "TỆP")]
        file: PathBuf,
        #[command(flatten)]
        rows: Rowed,
    },
    /// Xuất sổ ra bảng tính: .xlsx hoặc .csv, theo đuôi tệp
    #[command(name = "xuat", alias = "export")]
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
pub(in crate::cli) enum ArchiveCommand {
    /// Đọc lại từng byte của kho, đối chiếu với sổ hai chiều
    #[command(name = "kiem-tra", alias = "verify")]
    Verify {
        #[command(flatten)]
        books: Books,
        /// Chỉ xem chừng này văn bản, mỗi ngày một phần khác
        #[arg(long = "xac-suat", alias = "sample", value_name = "SỐ", value_parser = count)]
        sample: Option<usize>,
        /// Chứng thư của CA được tin (PEM hoặc DER); dùng được nhiều lần
        #[arg(long = "chung-thu", alias = "ca", value_name = "TỆP")]
        ca: Vec<PathBuf>,
    },
    /// Lập lại thư mục `Lưu VPĐU` để xem bằng mắt
    #[command(name = "lap-thu-muc", alias = "view")]
    View {
        #[command(flatten)]
        books: Books,
        /// Thư mục sẽ lập (mặc định: `Lưu VPĐU` cạnh co-quan.yaml)
        #[arg(long = "vao", alias = "to", value_name = "THƯ MỤC")]
        to: Option<PathBuf>,
    },
    /// Cho biết một văn bản đã lưu có những tệp, bản nào
    #[command(name = "xem", alias = "show")]
    Show(Numbered),
    /// Cho biết một hồ sơ trong kho có những văn bản, tài liệu, bản nào
    #[command(name = "ho-so", alias = "dossier")]
    Dossier {
        /// Thư mục của hồ sơ, tính từ co-quan.yaml
        #[arg(value_name = "HỒ SƠ")]
        folder: PathBuf,
        #[command(flatten)]
        books: Books,
    },
    /// Xuất một phần kho thành gói `BagIt` để nộp hoặc sao lưu
    #[command(name = "xuat", alias = "export")]
    Export {
        /// Thư mục sẽ viết
        #[arg(value_name = "THƯ MỤC")]
        to: PathBuf,
        #[command(flatten)]
        rows: Rowed,
        /// Chỉ hồ sơ này (thư mục, tính từ co-quan.yaml)
        #[arg(long = "ho-so", alias = "dossier", value_name = "HỒ SƠ")]
        dossier: Option<PathBuf>,
        /// Dạng gói `BagIt` (RFC 8493); hiện là dạng duy nhất
        #[arg(long = "goi-bagit", alias = "bagit")]
        bagit: bool,
    },
    /// Lập lại PDF từ nguồn đã lưu và so từng byte
    #[command(name = "lap-lai", alias = "rebuild")]
    Rebuild(Rowed),
    /// Thêm bản đã ký vào văn bản đã lưu, hoặc một tài liệu vào hồ sơ
    #[command(name = "them", alias = "add")]
    Add(Add),
    /// Rút một bản ký, bản quét, tài liệu đã thêm nhầm; tệp ở lại trong kho với lý do
    #[command(name = "rut", alias = "withdraw")]
    Withdraw(Withdraw),
    /// Tìm ngay trong kho, không cần sổ: số, trích yếu, người ký, nơi nhận, hồ sơ
    #[command(name = "tim", alias = "find")]
    Find {
        /// Các từ cần tìm; không cần gõ dấu
        #[arg(value_name = "TỪ", required = true)]
        words: Vec<String>,
        #[command(flatten)]
        books: Books,
    },
    /// Ghi rằng văn bản đã bị thu hồi
    #[command(name = "thu-hoi", alias = "recall")]
    Recall(Remark),
    /// Ghi rằng văn bản đã có đính chính
    #[command(name = "dinh-chinh", alias = "correct")]
    Correct(Remark),
    /// Làm nốt những việc máy dừng giữa chừng trong kho
    #[command(name = "lam-not", alias = "heal")]
    Heal(Books),
}

/// Says what is added to the archive.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Add {
    /// Tệp PDF đã ký, hoặc tài liệu của hồ sơ
    #[arg(value_name = "TỆP")]
    pub(in crate::cli) file: PathBuf,
    /// Loại văn bản (ke-hoach), rồi đến số; hoặc số và ký hiệu như trên giấy (07-KH/ĐU); bản ký số thì bỏ trống được, chương trình tự nhận ra
    #[arg(value_name = "LOẠI", conflicts_with = "dossier")]
    pub(in crate::cli) name: Option<String>,
    /// Số, khi trước nó là loại
    #[arg(value_name = "SỐ", value_parser = number)]
    pub(in crate::cli) number: Option<u32>,
    /// Ký hiệu cơ quan, khi không phải cấp uỷ (VPĐU)
    #[arg(long = "ky-hieu", alias = "organ", value_name = "KÝ HIỆU", requires = "name")]
    pub(in crate::cli) organ: Option<String>,
    /// Một ngày trong nhiệm kỳ cần tìm (mặc định: hôm nay)
    #[arg(long = "ngay", alias = "date", value_name = "NGÀY", value_parser = day, requires = "name")]
    pub(in crate::cli) date: Option<chrono::NaiveDate>,
    /// Đây là bản quét, không phải bản ký số nối tiếp bản đã ban hành
    #[arg(long = "ban-quet", alias = "scan", requires = "name", conflicts_with = "dossier")]
    pub(in crate::cli) scan: bool,
    /// Bản quét này dùng chung cho nhiều số
    #[arg(long = "dung-chung", alias = "shared", requires = "scan")]
    pub(in crate::cli) shared: bool,
    /// Chứng thư của CA được tin (PEM hoặc DER); dùng được nhiều lần
    #[arg(long = "chung-thu", alias = "ca", value_name = "TỆP")]
    pub(in crate::cli) ca: Vec<PathBuf>,
    /// Cất vào hồ sơ này (thư mục của hồ sơ) thay vì vào một văn bản
    #[arg(long = "ho-so", alias = "dossier", value_name = "HỒ SƠ")]
    pub(in crate::cli) dossier: Option<PathBuf>,
    /// Tài liệu này là gì, vì sao ở trong hồ sơ; với bản ký chưa đủ căn cứ về người ký: vì sao vẫn nhận
    #[arg(long = "ly-do", alias = "reason", value_name = "LÝ DO")]
    pub(in crate::cli) reason: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) books: Books,
}

/// Says what is put aside.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Withdraw {
    /// Loại văn bản (ke-hoach), rồi đến số; hoặc số và ký hiệu như trên giấy (07-KH/ĐU)
    #[arg(value_name = "LOẠI", required_unless_present = "dossier", conflicts_with = "dossier")]
    pub(in crate::cli) name: Option<String>,
    /// Số, khi trước nó là loại
    #[arg(value_name = "SỐ", value_parser = number)]
    pub(in crate::cli) number: Option<u32>,
    /// Ký hiệu cơ quan, khi không phải cấp uỷ (VPĐU)
    #[arg(long = "ky-hieu", alias = "organ", value_name = "KÝ HIỆU", requires = "name")]
    pub(in crate::cli) organ: Option<String>,
    /// Một ngày trong nhiệm kỳ cần tìm (mặc định: hôm nay)
    #[arg(long = "ngay", alias = "date", value_name = "NGÀY", value_parser = day, requires = "name")]
    pub(in crate::cli) date: Option<chrono::NaiveDate>,
    /// Tệp cần rút, tên như `vanthu luu xem` cho biết; văn bản chỉ có một bản ký thì bỏ trống được
    #[arg(long = "tep", alias = "file", value_name = "TÊN")]
    pub(in crate::cli) file: Option<String>,
    /// Rút một tài liệu của hồ sơ này (thư mục của hồ sơ)
    #[arg(long = "ho-so", alias = "dossier", value_name = "HỒ SƠ", requires = "file")]
    pub(in crate::cli) dossier: Option<PathBuf>,
    /// Lý do
    #[arg(long = "ly-do", alias = "reason", value_name = "LÝ DO", value_parser = reason)]
    pub(in crate::cli) reason: String,
    #[command(flatten)]
    pub(in crate::cli) books: Books,
}

/// Says what became of a paper that went out.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Remark {
    #[command(flatten)]
    pub(in crate::cli) number: Numbered,
    /// Lý do
    #[arg(long = "ly-do", alias = "reason", value_name = "LÝ DO", value_parser = reason)]
    pub(in crate::cli) reason: String,
    /// Văn bản đính chính hoặc thu hồi: loại và số của nó (thong-bao 12), hoặc như trên giấy (12-TB/ĐU)
    #[arg(long = "bang", alias = "by", num_args = 1..=2, value_name = "VĂN BẢN")]
    pub(in crate::cli) by: Vec<String>,
}

impl RegisterCommand {
    /// Says whose books a command is about.
    pub(in crate::cli) fn books(&self) -> &Books {
        match self {
            Self::List(rows)
            | Self::Find { rows, .. }
            | Self::Export { rows, .. }
            | Self::Print { rows, .. } => &rows.books,
            Self::Check { books, .. } => books,
            Self::Import(options) => &options.books,
            Self::Cancel { number, .. } | Self::Start(number) => &number.books,
        }
    }
}

impl ArchiveCommand {
    /// Says whose books a command is about.
    pub(in crate::cli) fn books(&self) -> &Books {
        match self {
            Self::Verify { books, .. }
            | Self::View { books, .. }
            | Self::Dossier { books, .. }
            | Self::Find { books, .. }
            | Self::Heal(books) => books,
            Self::Show(number) => &number.books,
            Self::Export { rows, .. } | Self::Rebuild(rows) => &rows.books,
            Self::Add(options) => &options.books,
            Self::Withdraw(options) => &options.books,
            Self::Recall(options) | Self::Correct(options) => &options.number.books,
        }
    }
}
