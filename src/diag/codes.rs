//! Comes in: nothing. Goes out: every code a finding can carry, with its
//! severity, the article it stands on and what `explain` says of it. Must not
//! know: how a finding is found.

/// Says what a finding does to the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The paper is not made.
    Error,
    /// The paper is made; someone should look.
    Warning,
    /// The paper is made and is right; what was typed is printed otherwise.
    Info,
}

impl Severity {
    /// Gives the word the user reads.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Error => "lỗi",
            Self::Warning => "cảnh báo",
            Self::Info => "thông tin",
        }
    }
}

/// Is a kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `nhóm::tên`, stable for ever.
    pub id: &'static str,
    /// Whether it stops the paper.
    pub severity: Severity,
    /// The articles it stands on; empty where common sense is the reason.
    pub article: &'static str,
    /// What `explain` says, in Vietnamese.
    pub explanation: &'static str,
}

/// Lists ids that older papers may silence and that no finding carries any more.
pub const RETIRED: [&str; 1] = ["the-thuc::thieu"];

/// Gives the code with this id.
#[must_use]
pub fn code(id: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.id == id)
}

macro_rules! codes {
    ($($name:ident = $id:literal $severity:ident [$article:literal] $text:literal;)*) => {
        /// Names each code.
        #[allow(missing_docs, reason = "each one carries its own explanation")]
        impl Code {
            $(pub const $name: &'static Code = &Code {
                id: $id, severity: Severity::$severity, article: $article, explanation: $text,
            };)*
        }
        /// Lists every code.
        pub const ALL: &[&Code] = &[$(Code::$name),*];
    };
}

codes! {
    FILE_READ = "tep::doc" Error [""]
        "Không mở được tệp: tệp không có, là thư mục, đang bị khoá hoặc không có quyền đọc. Đóng chương trình đang mở tệp hoặc hỏi người quản trị máy.";
    FILE_UTF8 = "tep::bang-ma" Error ["TCVN 6909:2001; HD05 IV.1"]
        "Tệp không phải văn bản Unicode (UTF-8). Trong Notepad chọn Save As, ô Encoding chọn UTF-8 rồi ghi lại.";
    FILE_CONTROL = "tep::dieu-khien" Error [""]
        "Trong tệp có ký tự điều khiển, thường theo vào khi dán từ Word hoặc PDF. Nó không hiện ra và không in được; để nguyên thì chữ hai bên dính hoặc mất. Xoá rồi gõ lại chỗ ấy.";
    FILE_SIZE = "tep::qua-lon" Error [""]
        "Tệp hoặc một giá trị trong tệp dài hơn mức một văn bản có thể có; thường là do dán nhầm. Chia nhỏ hoặc xoá phần dán nhầm.";
    FILE_EMPTY = "tep::rong" Error [""]
        "Tệp không có nội dung. Dùng `vanthu moi <loại> <đường dẫn>` để có một tệp mẫu.";
    YAML_SYNTAX = "yaml::cu-phap" Error [""]
        "Tệp chưa đúng cách viết YAML nên chưa đọc được. Hay gặp: thiếu dấu cách sau dấu hai chấm; giá trị có dấu hai chấm hoặc bắt đầu bằng một trong các dấu * & ! @ % ` { [ mà không đặt trong dấu nháy; các dòng cùng cấp lùi vào không đều.";
    YAML_TWICE = "yaml::trung" Error [""]
        "Một trường được viết hai lần trong cùng một chỗ; chương trình không tự chọn giúp. Xoá một trong hai.";
    YAML_MANY = "yaml::nhieu" Error [""]
        "Một tệp chỉ chứa một văn bản; dấu `---` bắt đầu một văn bản thứ hai. Tách ra tệp khác.";
    YAML_JOINED = "yaml::noi-dong" Error [""]
        "Bài nhiều dòng mà thiếu dấu `|` (hoặc viết `>`, hoặc đặt trong dấu nháy) thì YAML nối các dòng thành một đoạn, đầu đề và gạch đầu dòng nằm lẫn trong câu. Viết `noi_dung: |` rồi xuống dòng, cả bài lùi vào hai dấu cách.";
    YAML_SPLIT = "yaml::tach" Error [""]
        "Trong danh sách viết giữa hai dấu ngoặc vuông, dấu phẩy ngăn các mục; tên có dấu phẩy thì bị tách làm hai. Đặt cả tên trong dấu nháy kép, hoặc viết mỗi mục một dòng sau dấu `- `.";
    YAML_ONE_PARAGRAPH = "yaml::mot-doan" Warning [""]
        "Hai dòng của tệp được YAML nối thành một: thiếu dấu `|` sau tên trường, hoặc thiếu `- ` ở đầu một mục của danh sách. Một câu dài ngắt ở giữa thì nối là đúng và không bị báo.";
    YAML_EDIT = "yaml::sua" Error [""]
        "Chương trình không sửa được một chỗ của tệp mà vẫn chắc chắn giữ nguyên phần còn lại, nên không sửa gì. Thường do chỗ ấy dùng cách viết riêng của YAML (dấu &, *, !, ? ở đầu) hoặc có chú thích xen giữa. Mở tệp và sửa bằng tay chỗ được chỉ.";
    FIELD_UNKNOWN = "truong::la" Error [""]
        "Tên trường không có trong loại văn bản này; thường là gõ nhầm. Xem các trường bằng `vanthu loai <loại>`.";
    FIELD_MISSING = "truong::thieu" Error ["HD05 §1–§9"]
        "Thiếu một trường bắt buộc của loại văn bản. Điền thêm; nếu chưa có số hoặc ngày thì bỏ hẳn trường đó, chỗ in sẽ để trống.";
    FIELD_TYPE = "truong::kieu" Error [""]
        "Giá trị không đúng kiểu: chỗ cần chữ lại là danh sách, chỗ cần số lại là chữ, v.v.";
    FIELD_DATE = "truong::ngay" Error [""]
        "Ngày không có thật hoặc viết sai. Viết năm-tháng-ngày (2026-06-03) hoặc ngày/tháng/năm (03/6/2026).";
    FIELD_TIME = "truong::gio" Error [""]
        "Giờ viết sai. Viết 07:30.";
    FIELD_CHOICE = "truong::gia-tri" Error [""]
        "Giá trị không nằm trong các giá trị cho phép của trường.";
    FIELD_REFERENCE = "truong::tham-chieu" Error [""]
        "Tên được nhắc tới (người ký, đơn vị, văn bản) không có ở nơi nó phải có.";
    FIELD_UNUSED = "truong::khong-dung" Error [""]
        "Trường này không dùng cho loại văn bản hoặc hình thức này, nên sẽ không được in. Xoá trường hoặc đổi hình thức.";
    TABLE_SHAPE = "bang::o" Error [""]
        "Các ô không xếp thành bảng: dòng thừa ô hoặc thiếu ô, ô gộp ra ngoài bảng hoặc đè lên ô khác. Ô để trống viết \"\"; `gop` là số cột, `gop_dong` là số dòng một ô chiếm; dòng chỉ có một ô thì ô ấy rộng cả dòng.";
    TABLE_SIZE = "bang::co-chu" Error [""]
        "Cỡ chữ của bảng ngoài mức thể thức cho phép (`bang.co_chu_tu`, `bang.co_chu_den`).";
    TABLE_LAST = "bang::ngang-cuoi" Error [""]
        "Bảng trên trang ngang đứng cuối bài, nên chữ ký sẽ một mình ở trang sau. Thêm một câu sau bảng, hoặc chuyển bảng thành phụ lục.";
    NO_ROOM = "khung::khong-vua" Error [""]
        "Chữ không đặt vừa khung của nó (ô của bảng, tên cơ quan, chức vụ, họ tên), kể cả khi ngắt ở chỗ được ngắt (@ . / - _). In ra sẽ đè lên chữ bên cạnh, nên văn bản không được lập.";
    OVERLAP = "trang::de-chu" Error [""]
        "Hai chỗ chữ in đè lên nhau. Văn bản không được lập, vì in ra sẽ không đọc được.";
    KIND_UNKNOWN = "loai::la" Error [""]
        "Không có loại văn bản này. Xem danh sách bằng `vanthu loai`.";
    KIND_BROKEN = "loai::hong" Error [""]
        "Thư mục của loại văn bản (trong templates) chưa đúng: tệp loai.yaml hoặc bộ quy tắc có chỗ sai. Báo cho người giữ mẫu.";
    OFFICE_MISSING = "co-quan::thieu" Error [""]
        "Không tìm thấy tệp co-quan.yaml ở thư mục của văn bản hoặc ở các thư mục phía trên. Tệp này nói một lần tên cơ quan, ký hiệu, người ký.";
    EXPRESSION = "bieu-thuc::loi" Error [""]
        "Chỗ `{{ … }}` không tính được: tên viết sai, dữ kiện chưa khai trong ho-so.yaml, hoặc cú pháp sai. Muốn in chính hai dấu ngoặc thì viết {{ '{{' }}.";
    EXPRESSION_STRAY = "bieu-thuc::le" Warning [""]
        "Một bên dấu ngoặc của `{{ … }}` thiếu, nên cả chỗ ấy được in như chữ thường.";
    YAML_COMMENT = "yaml::chu-thich" Error [""]
        "Trong YAML, chữ sau một dấu cách và dấu # là lời chú thích, không được đọc. Lời chú thích thì viết một dấu cách sau #; chữ ấy là của văn bản thì đặt cả giá trị trong dấu nháy kép.";
    CITE_UNNUMBERED = "vien-dan::chua-so" Warning ["HD05 §6.1.4"]
        "Văn bản được viện dẫn chưa có số hoặc chưa có ngày, hoặc số, ngày viết tay còn chỗ trống (số …-KH/TU, ngày …/8/2026). Điền số, ngày của văn bản kia rồi lập lại.";
    TEMPLATE = "mau::loi" Error [""]
        "Mẫu trình bày (templates) có lỗi. Đây không phải lỗi của người soạn; báo cho người giữ mẫu.";
    TEMPLATE_SAID = "mau::bao" Error [""]
        "Nội dung không in được theo mẫu này, ví dụ tên quá dài so với nhãn, phong bì, thẻ tên. Làm theo lời báo; mẫu không có lỗi.";
    TEMPLATE_ENDLESS = "mau::khong-dung" Error [""]
        "Mẫu trình bày chạy mãi không xong hoặc tốn quá nhiều bộ nhớ nên đã bị ngắt. Báo cho người giữ mẫu.";
    GLYPH = "chu::phong" Error ["HD05 IV.1"]
        "Phông chữ không có chữ này, in ra sẽ thành ô trống. Thay chữ khác hoặc dùng phông khác bằng --phong.";
    FITTED = "trang::gon" Info ["HD05 §6.2.2"]
        "Văn bản ghi `gon: có` được bớt một trang bằng cách thu khoảng cách giữa các đoạn, rồi giữa các dòng, không bao giờ dưới mức thể thức cho phép. Số đo đã dùng nêu trong lời báo.";
    FITTED_NOT = "trang::khong-gon" Warning ["HD05 §6.2.2"]
        "Văn bản ghi `gon: có` nhưng dù dòng và đoạn sát nhau đến mức nhỏ nhất thể thức cho phép vẫn chừng ấy trang. Văn bản được in với khoảng cách thường.";
    OFF_SHEET = "trang::tran" Error [""]
        "Một phần chữ rơi ra ngoài tờ giấy: có chỗ quá dài so với khung của nó. Văn bản không được lập, vì in ra sẽ mất chữ.";
    PROPER_GUESS = "co-quan::ten-viet" Warning ["NĐ30 Phụ lục II; HD05 §6.1.4"]
        "Tên cơ quan khi viết trong câu được suy ra từ tên in hoa, và ở đây chương trình không chắc chữ nào viết hoa. Khai `ten_viet` trong co-quan.yaml.";
    LETTER_CASE = "chu::hoa-thuong" Warning ["HD05 §2, §4.1, §7; Phụ lục 2"]
        "Tên cơ quan, quyền hạn và chức vụ người ký, dòng tác giả, tên phụ lục in chữ hoa; họ tên người ký và địa danh in chữ thường, chữ đầu viết hoa. Chương trình in đúng chữ đã gõ nên phải gõ đúng.";
    LABEL_TWICE = "chu::nhan-lap" Info ["HD05 §6.2.1, §9.2"]
        "Nhãn (`Kính gửi:`, `Nơi nhận:`, `Lưu:`, `V/v`, `Chủ trì:`) do chương trình tự in; nhãn gõ tay đã được bỏ nên chỉ in một lần. Không phải sửa; xoá nhãn trong tệp thì hết lời báo này.";
    TYPED_MARK = "chu::dau-go-tay" Info ["HD05 §6.2.3, §9.2.5"]
        "Dấu gõ tay ở chỗ mà mẫu tự thêm dấu (gạch đầu dòng, chấm phẩy, dấu chấm, `./.`) đã được bỏ, nên bản in chỉ có một dấu và đúng quy định. Không phải sửa; xoá dấu trong tệp thì hết lời báo này.";
    MARK_ALONE = "chu::dau-sao" Warning [""]
        "Chữ đậm viết **chữ**, chữ nghiêng viết *chữ*, mở và đóng trong cùng một dòng, dấu sao sát vào chữ; chú thích cuối trang viết [^nội dung] trong noi_dung. Dấu mở mà không đóng, hoặc đứng ở chỗ không dùng được (họ tên, tên cơ quan, dữ kiện), thì được in như chữ.";
    HEADING_DOUBT = "muc::dau-de" Warning ["HD05 §6.2.4; thông lệ"]
        "Dòng đánh số (Điều, I, 1, 1.1) là đầu đề khi ngắn và cuối dòng không có dấu câu hoặc chỉ có hai chấm; là đoạn văn khi cuối dòng có dấu câu. Dòng này có thể đọc cả hai cách: dài hơn một dòng rưỡi, có chấm phẩy, kết thúc bằng dấu phẩy, hoặc khác các dòng cùng cấp. Lời báo nói dòng đang được in cách nào.";
    MARK_FORM = "muc::dau" Warning ["HD05 §6.2.4"]
        "Đầu dòng giống số thứ tự hoặc gạch đầu dòng nhưng viết chưa đúng, nên cả dòng được in như một đoạn thường. Sau dấu phải có một dấu cách; khoản viết `1.`, điểm viết `a)`.";
    HIDDEN = "chu::an" Warning ["TCVN 6909:2001"]
        "Trong chữ có ký tự không nhìn thấy (dấu rời, ký tự không bề rộng, gạch nối mềm, dấu cách cứng…), thường theo vào khi dán từ Word, PDF hay trang web. Chúng làm tìm kiếm và ngắt dòng sai. Xoá rồi gõ lại chỗ đó.";
    LEGACY = "chu::bang-ma-cu" Error ["QĐ 72/2002/QĐ-TTg; TCVN 6909:2001"]
        "Chữ còn ở bảng mã cũ TCVN3 (ABC) hoặc VNI, in ra sẽ thành chữ lạ. Chuyển sang Unicode rồi dán lại; lời gợi ý đã ghi sẵn chữ chuyển được.";
    TONE = "chu::dau-thanh" Warning ["thống nhất trong một văn bản; HD05 viết uỷ, hoà"]
        "Kiểu đặt dấu thanh khác kiểu của cơ quan (trường dau_thanh trong co-quan.yaml: `ủy` hoặc `uỷ`). Không quy định nào buộc một kiểu, nhưng một văn bản chỉ nên dùng một kiểu.";
    SYLLABLE = "chu::am-tiet" Warning [""]
        "Chữ này không thành một tiếng Việt nào: sai âm đầu (nghành), thiếu chữ (chơng trình), có hai dấu thanh (củá), thiếu dấu. Chương trình chỉ biết các tiếng có thể có, không biết nghĩa; tên riêng, chữ nước ngoài, chữ viết tắt không bị xét.";
    GLUED = "chu::dinh" Warning [""]
        "Hai chữ dính nhau vì thiếu dấu cách (vănbản, vụĐảng, thứ2), thường gặp khi chép từ PDF.";
    ALIEN_LETTER = "chu::la" Warning ["TCVN 6909:2001"]
        "Trong một từ tiếng Việt có chữ của bảng mã cũ (Hå là Hồ) hoặc của bảng chữ cái khác trông giống chữ Việt (Ð không phải Đ). Tìm kiếm không ra, in ra có thể sai. Gõ lại từ ấy.";
    BLANK = "chu::cho-trong" Warning [""]
        "Chỗ trống chưa điền: dòng chấm, gạch dưới, `xx/5/2026`, `dd/mm/yyyy`, ô trộn thư `«Ten»`, lời báo lỗi tham chiếu của Word. In ra sẽ đúng như thế. Dấu ba chấm kết thúc một phép liệt kê thì không bị báo; phụ lục, bảng và dòng `>` là biểu mẫu thì để trống được.";
    PUNCTUATION = "chu::dau-cau" Warning ["NĐ30 Phụ lục I; thông lệ"]
        "Dấu câu gõ nhầm: cách chữ trước mà liền chữ sau (`bộ ,thực`), hai dấu liền nhau (`,,`, `;.`), sau dấu chấm viết chữ thường, mở ngoặc kép một kiểu đóng một kiểu, số sai nhóm ba chữ số, chữ O, l trong số.";
    MARKUP = "chu::ma-trang" Warning [""]
        "Dấu của trang mạng hoặc chương trình khác (`<b>`, `&amp;`, `[chữ](http…)`, `__chữ__`) được in ra như chữ. Đậm viết **chữ**, nghiêng viết *chữ*.";
    LOST_LETTER = "chu::mat-chu" Warning [""]
        "Một chữ cái đã thành dấu hỏi, thường do chuyển bảng mã. Gõ lại chữ ấy.";
    UNMARKED = "chu::khong-dau" Warning [""]
        "Một đoạn viết không dấu, thường do quên bật bộ gõ. Gõ lại có dấu.";
    CAPITAL_INSIDE = "chu::hoa-giua" Warning [""]
        "Trong một tiếng có chữ hoa lẫn chữ thường (`ĐảNg`, `CÔng`), thường do giữ phím Shift. Viết hoa chữ đầu, hoặc viết hoa cả chữ.";
    PAGE_NUMBER = "chu::so-trang" Warning [""]
        "Dòng này là số trang theo vào khi dán từ PDF hoặc Word; số trang của bản in chương trình tự đánh. Xoá dòng ấy.";
    SPACING = "chu::khoang-trang" Warning ["NĐ30 Phụ lục I; thông lệ"]
        "Thừa dấu cách trước dấu câu, trong ngoặc, hai dấu cách liền nhau; hoặc thiếu dấu cách sau dấu câu, trước và sau ngoặc.";
    PAIR = "chu::ngoac" Warning [""]
        "Dấu ngoặc hoặc dấu nháy mở mà không đóng, hoặc đóng mà không mở. Trong bài viết, phần trong nháy có thể dài nhiều dòng.";
    DOUBLED = "chu::lap-tu" Warning [""]
        "Một từ hoặc một cụm từ viết hai lần liền nhau, thường là gõ thừa. Từ láy (từ từ, luôn luôn, ngày ngày) không bị báo.";
    SYMBOL_FORM = "so::ky-hieu" Warning ["HD05 §3; HD36 1.3"]
        "Số và ký hiệu viết chưa đúng dạng `số NN-LOẠI/CQ`: số nhỏ hơn 10 thêm số 0, gạch nối trước tên loại, gạch chéo trước cơ quan, không dấu cách, không dấu hai chấm, không dấu chấm trong ký hiệu.";
    NUMBER_TWICE = "so::trung" Warning ["HD05 §3.1.1b"]
        "Hai văn bản cùng loại, cùng cơ quan, cùng nhiệm kỳ có một số. Một số chỉ cấp một lần.";
    NUMBER_DRAFT = "so::du-thao" Warning ["HD05 II.4.2"]
        "Văn bản có số mà vẫn ghi du_thao nên trang in vừa có số vừa có dòng `Dự thảo lần …`. Văn bản chính thức thì xoá du_thao; dự thảo thì chưa có số.";
    NUMBER_DATE = "so::ngay" Warning ["HD05 §3.1.1b, §4.1.2"]
        "Văn bản có số mà chưa có ngày: số được lấy khi văn bản đã ký. Có ngày mà chưa có số là văn bản đang chờ cấp số, không bị báo.";
    DATE_PADDING = "ngay::so-khong" Warning ["HD05 §4.2.2"]
        "Ngày nhỏ hơn 10 và tháng 1, 2 phải thêm số 0 phía trước; tháng 3 đến 9 không thêm: ngày 05 tháng 9 năm 2026, 05/9/2026, 03/02/2026.";
    DATE_MIXED = "ngay::lan-kieu" Warning ["HD05 §4.2"]
        "Ngày viết lẫn hai kiểu (ngày 11 tháng 8/2023). Viết `ngày 11 tháng 8 năm 2023` hoặc `ngày 11/8/2023`.";
    PERIOD = "ngay::khoang" Warning [""]
        "Khoảng thời gian kết thúc trước khi bắt đầu: ngày, giờ hoặc năm bị đảo.";
    DATE_FAR = "ngay::xa" Warning [""]
        "Ngày của văn bản, của hội nghị hoặc của một việc cách nhau hơn hai năm, thường do gõ nhầm năm (2062).";
    AGENDA = "lich::thu-tu" Warning [""]
        "Trong chương trình hoặc lịch, ngày giờ không theo thứ tự, giờ khác buổi, một việc ghi hai lần, ngày ở ngoài tuần của trích yếu, hoặc một người chủ trì hai nơi cùng giờ.";
    DATE_REAL = "ngay::khong-co" Warning [""]
        "Ngày được viết trong bài không có trong lịch.";
    DATE_WEEKDAY = "ngay::thu" Warning [""]
        "Thứ trong tuần không khớp với ngày.";
    DATE_DEADLINE = "ngay::han" Warning [""]
        "Hạn giao việc (trước ngày …) rơi vào sau ngày diễn ra hội nghị, hoặc trước ngày của chính văn bản giao việc.";
    DATE_PAST = "ngay::da-qua" Warning [""]
        "Văn bản chưa có ngày ký mà trong đó có ngày đã qua: hội nghị đã họp, hạn đã hết. Thường là văn bản chép từ hồ sơ cũ, ngày của lần trước còn nằm lại. Sửa ngày ấy; đúng là việc đã qua thì ghi ngày ký rồi kiểm tra lại.";
    TIME_REAL = "gio::khong-co" Warning [""]
        "Giờ viết trong bài không có trên đồng hồ (25 giờ 70), hoặc buổi ghi sau nó là buổi khác (14 giờ 00 sáng).";
    TIME_FORM = "gio::viet" Warning ["thông lệ"]
        "Giờ viết kèm dấu hoặc chữ thừa (14h00’, 14h:00, 7g30). Viết `14 giờ 00` hoặc `14h00`.";
    DATE_PLAN = "ngay::ke-hoach" Warning ["HD05 §4.1.2"]
        "Ngày của văn bản không hợp với ngày hội nghị: kế hoạch, giấy mời, thông báo hoãn phải trước; chương trình phải có trước ngày họp; thông báo kết luận không thể trước hội nghị.";
    NUMBERING = "muc::nhay" Warning ["HD05 §6.2.4"]
        "Số thứ tự của mục, khoản, điểm nhảy cóc, lặp lại hoặc không bắt đầu từ đầu.";
    NUMBERING_STYLE = "muc::kieu" Warning ["HD05 §6.2.4; thống nhất trong một văn bản"]
        "Trong một văn bản dùng lẫn `I-` và `I.` cho các mục cùng cấp; văn bản của cơ quan nhà nước viết `I.`.";
    DIVISION_CASE = "muc::chu-hoa" Warning ["HD36 Phụ lục 3 (ô 6); HD05 §6.2.4"]
        "Tên của phần, chương, mục viết chữ in hoa, ở dòng dưới số thứ tự.";
    BASIS_MARK = "can-cu::dau" Info ["HD05 §6.2.3; HD36 1.6.2"]
        "Căn cứ chỉ cần chữ: dấu gạch đầu dòng, chấm phẩy và dấu kết thúc tự thêm. Dấu gõ tay đã được bỏ, bản in đúng.";
    RECIPIENT_SPLIT = "noi-nhan::tach" Warning ["HD05 §9"]
        "Mỗi nơi nhận một dòng. Nhiều nơi viết trên một dòng, ngăn bằng dấu chấm phẩy, thì in thành một gạch đầu dòng.";
    RECIPIENT_MARK = "noi-nhan::dau" Info ["HD05 §9.2.5; HD36 1.9.2"]
        "Nơi nhận chỉ cần tên: nhãn `Nơi nhận:`, dấu gạch, dấu phẩy hoặc chấm phẩy, dòng `Lưu` và `Như trên` tự thêm. Chỗ gõ tay đã được bỏ, bản in đúng.";
    RECIPIENT_ABOVE = "noi-nhan::nhu-tren" Warning ["HD05 §9.2.4; HD36 1.9"]
        "`Như trên` ở Nơi nhận nghĩa là những nơi ghi ở Kính gửi hoặc Kính trình. Văn bản không có Kính gửi thì người đọc không biết trên là nơi nào: ghi tên từng nơi nhận.";
    RECIPIENT_TWICE = "noi-nhan::trung" Warning [""]
        "Một nơi nhận, nơi kính gửi hoặc người được mời ghi hai lần trong một danh sách (cả khi một lần viết tắt), hoặc đã có trong `Như trên`.";
    RECIPIENT_KEPT = "noi-nhan::luu" Warning ["HD05 §9.2.5"]
        "Nơi lưu của văn bản Đảng viết rõ tên (`Lưu Văn phòng Đảng uỷ.`), không viết `VT` như văn bản nhà nước.";
    END_MARK = "ket::dau" Warning ["HD05 §6.2.2"]
        "Nội dung văn bản Đảng kết thúc bằng dấu chấm (.), không dùng `./.`. Văn bản của cơ quan nhà nước kết thúc bằng `./.`: gõ dấu chấm, phần sau tự thêm.";
    OPEN_LINE = "ket::dong" Warning ["NĐ30 Phụ lục I; thông lệ"]
        "Một đoạn, một khoản hoặc một ý chưa có dấu câu ở cuối.";
    WRAPPED = "ket::noi-dong" Warning [""]
        "Một đoạn bị ngắt giữa câu thành nhiều dòng, thường do chép từ PDF; mỗi dòng sẽ in thành một đoạn riêng. `vanthu kiem-tra --noi-dong` nối các dòng ấy ngay trong tệp, giữ bản cũ bên cạnh (`.cu`).";
    BODY_PRINTED = "noi-dung::in-hai-lan" Warning [""]
        "Trong nội dung có phần mà chương trình tự in ở chỗ của nó: tiêu đề, tên loại, Kính gửi, Nơi nhận. Thường do dán cả tệp Word; chỉ dán phần bài.";
    ROW_STOPS = "nhat-quan::cham" Warning ["thống nhất trong một văn bản"]
        "Trong một cột của bảng, dòng có dấu câu ở cuối, dòng không. Chọn một cách.";
    SIGN_DOT = "ky::dau-cham" Warning ["HD05 §7.1"]
        "Văn bản Đảng viết T/M, T/L, K/T với dấu gạch chéo; TM., TL., KT., TUQ. là của văn bản hành chính nhà nước.";
    SIGN_DEPUTY = "ky::kt-bi-thu" Warning ["HD05 §7.1.4"]
        "Không có `K/T BÍ THƯ`: cấp uỷ làm việc theo chế độ tập thể, phó bí thư ký thay mặt (T/M).";
    SIGN_COUNCIL = "ky::kt-tap-the" Warning ["NĐ30 Phụ lục I mục II.7"]
        "Văn bản do tập thể (Uỷ ban nhân dân) ban hành thì cấp phó ký thay có hai dòng: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH. Chỉ có KT. CHỦ TỊCH là văn bản của riêng Chủ tịch.";
    SIGN_ORGAN = "ky::ten-co-quan" Warning ["HD05 §7.1.2"]
        "Chức vụ người ký không kèm tên cơ quan: viết BÍ THƯ, không viết BÍ THƯ ĐẢNG UỶ.";
    SIGN_TITLE = "ky::chuc-vu" Warning ["HD05 §7.1.2b; HD36 1.7"]
        "Khi ký thay mặt (T/M) chỉ ghi bí thư, phó bí thư, chủ nhiệm, phó chủ nhiệm, chủ tịch, phó chủ tịch. Không có chức danh `bí thư thường trực`; phó bí thư thường trực ký là PHÓ BÍ THƯ.";
    SIGN_NAME = "ky::ho-ten" Warning ["HD05 §7.1.3"]
        "Họ tên người ký ghi đầy đủ, không kèm học hàm, học vị, cấp bậc.";
    SIGN_NAME_AGAIN = "ky::ten-lap" Info [""]
        "Công cụ ký số tìm họ tên người ký trong chữ của trang để đặt chữ ký. Họ tên còn đứng ở chỗ khác thì chữ ký có thể rơi vào chỗ ấy. Không áp dụng khi co-quan.yaml ghi `chu_ky_so: không`.";
    SIGN_AUTHOR = "ky::tac-gia" Warning ["thông lệ; HD05 §7.1.1"]
        "Bài viết nói một cơ quan ban hành (Đảng uỷ) mà chữ ký thay mặt cơ quan khác (Ban Thường vụ), hoặc ngược lại.";
    SUMMARY_CASE = "trich-yeu::hoa" Warning ["HD05 §5"]
        "Trích yếu bắt đầu bằng chữ thường và không viết hoa cả dòng.";
    SUMMARY_DOT = "trich-yeu::cham" Warning ["HD05 §5"]
        "Trích yếu không có dấu chấm ở cuối.";
    SYSTEM = "the-thuc::he" Error ["HD05 I; NĐ 30/2020/NĐ-CP Đ.1"]
        "Cơ quan, loại văn bản và bộ quy tắc không cùng một hệ. Cơ quan nhà nước (Uỷ ban nhân dân, Hội đồng nhân dân, phòng, trường…) ghi he: nha-nuoc, văn bản theo Nghị định 30/2020/NĐ-CP; không ghi thì văn bản in tiêu đề ĐẢNG CỘNG SẢN VIỆT NAM. Thể thức của Mặt trận, đoàn thể chương trình chưa có. Tổ chức đảng ở cơ quan ấy thì viết đúng tên tổ chức đảng: ĐẢNG UỶ UỶ BAN NHÂN DÂN XÃ…, CHI BỘ TRƯỜNG….";
    CITE_COMMA = "vien-dan::phay" Warning ["HD05 §6.1.4"]
        "Văn bản Đảng viện dẫn có dấu phẩy trước `ngày`: Quy định số 399-QĐ/TW, ngày 09/01/2026 của Ban Bí thư. Văn bản của cơ quan nhà nước thì không: Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ.";
    CITE_CLAUSE = "vien-dan::khoan" Warning ["NĐ30 Phụ lục II mục V"]
        "Viện dẫn luật thì Phần, Chương, Mục, Điều viết hoa; khoản, điểm viết thường: điểm a khoản 2 Điều 5.";
    CITE_LAW = "vien-dan::luat" Warning ["NĐ30 Phụ lục I mục II.6"]
        "Luật, pháp lệnh được căn cứ hay viện dẫn chỉ ghi tên (và ngày ban hành ở căn cứ), không ghi số, ký hiệu: Căn cứ Luật Giá ngày 19 tháng 6 năm 2023. Chỉ xét văn bản của cơ quan nhà nước.";
    CITE_YOUNGER = "vien-dan::sau" Warning [""]
        "Văn bản được viện dẫn đề ngày sau ngày của chính văn bản này, nên một trong hai ngày viết sai.";
    EVENT_FACT = "su-kien::khac" Warning [""]
        "Ngày, giờ hoặc địa điểm viết trong văn bản khác với ho-so.yaml. Dùng {{ su_kien.… }} để mọi văn bản cùng một dữ kiện.";
    EVENT_NAME = "su-kien::ten" Warning ["HD05 §6.1.4"]
        "Tên hội nghị ở văn bản này khác tên ở văn bản khác cùng hồ sơ.";
    DISSOLVED = "to-chuc::giai-the" Warning ["QĐ 298-QĐ/TW, QĐ 299-QĐ/TW (09/6/2025); HD05 §2.1.2"]
        "Từ ngày 01/7/2025 không còn cấp huyện và các cơ quan của cấp ấy; văn bản sau ngày đó không nêu chúng như cơ quan đang hoạt động.";
    STATE_FORM = "the-thuc::nha-nuoc" Warning ["HD05 §1"]
        "Quốc hiệu, tiêu ngữ là thể thức của văn bản nhà nước, không dùng trong văn bản của Đảng; dòng ĐẢNG CỘNG SẢN VIỆT NAM không dùng trong văn bản của cơ quan nhà nước. Phần đầu của mỗi bên tự in.";
    CAPITALS = "nhat-quan::viet-hoa" Warning ["NĐ30 Phụ lục II mục V; thông lệ"]
        "Cùng một từ khi viết hoa, khi viết thường (Nhân dân, Nhà nước, Hội nghị…). Chọn một cách trong cả văn bản.";
    SYNONYMS = "nhat-quan::tu" Warning ["thông lệ"]
        "Một văn bản dùng lẫn hai từ cùng nghĩa (bảo đảm, đảm bảo). Chọn một từ trong cả văn bản.";
    RANGE_DASH = "nhat-quan::gach" Warning ["thông lệ"]
        "Khoảng năm viết lẫn các kiểu gạch (2020-2025, 2020 - 2025, 2020 – 2025). Chọn một kiểu.";
    ABBREVIATION = "viet-tat::chua-neu" Warning ["HD05 §6.1.3"]
        "Chữ viết tắt dùng lần đầu phải đặt trong ngoặc đơn ngay sau cụm từ đầy đủ: Hội đồng nhân dân (HĐND).";
    ANNEX_UNCITED = "phu-luc::chua-neu" Warning ["HD05 II.1"]
        "Văn bản có phụ lục thì trong bài phải nói tới phụ lục (có phụ lục kèm theo). Gửi kèm thứ khác không phải là nói tới phụ lục.";
    ANNEX_MISSING = "phu-luc::khong-co" Warning ["HD05 II.1"]
        "Bài viết nói tới một phụ lục mà văn bản không có. Thêm phụ lục vào `phu_luc`; phụ lục của văn bản khác thì nêu rõ là của văn bản nào.";
    ANNEX_ORPHAN = "phu-luc::roi" Error ["HD05 II.1"]
        "Văn bản ghi hình thức phụ lục nhưng không văn bản nào trong hồ sơ nhận nó làm phụ lục, nên sẽ không được in.";
    ANNEX_BROKEN = "phu-luc::con-loi" Error ["HD05 II.1"]
        "Một phụ lục của văn bản còn lỗi, nên văn bản chưa được lập: in ra sẽ thiếu nội dung. Sửa phụ lục trước.";
    SILENCE_UNKNOWN = "bo-qua::la" Error [""]
        "Mã ghi trong bo_qua không có. Xem các mã bằng `vanthu giai-thich`.";
    SILENCE_UNUSED = "bo-qua::thua" Warning [""]
        "Mã ghi trong bo_qua không còn phát hiện nào để bỏ qua; xoá dòng đó để lần sau không che mất lỗi thật.";
    SILENCE_ERROR = "bo-qua::loi" Error [""]
        "Chỉ cảnh báo mới bỏ qua được; lỗi phải sửa.";
    OUTPUT_WRITE = "ra::ghi" Error [""]
        "Không ghi được tệp kết quả: đĩa đầy, thư mục chỉ đọc, hoặc tệp PDF đang mở trong chương trình khác. Tệp cũ còn nguyên.";
    OUTPUT_SIGNED = "ra::da-ky" Error [""]
        "Ở chỗ sẽ ghi PDF đang có một tệp đã ký số mà nội dung khác bản vừa lập. Chương trình không đè lên tệp đã ký. Cất tệp đã ký vào nơi lưu rồi lập lại.";
    OUTPUT_SAME = "ra::trung" Error [""]
        "Hai văn bản cho ra cùng một tệp kết quả. Đổi tên một tệp YAML hoặc thư mục.";
    OUTPUT_BUSY = "ra::dang-lap" Error [""]
        "Một lần chạy khác đang lập các bản này. Chờ lần ấy xong rồi chạy lại: hai lần cùng lúc sẽ ghi lẫn vào nhau.";
    PRINT_TWO_UP = "ra::ghep-doi" Error [""]
        "Ghép hai bản A5 trên một tờ A4 chỉ làm được với bản một trang.";
    TEMPLATES_OWN = "mau::rieng" Error [""]
        "Mẫu riêng là của cơ quan: thư mục ghi ở `mau` trong co-quan.yaml, không ghi thì là thư mục templates cạnh tệp ấy hoặc ở phía trên. Một lần chạy chỉ dùng một bộ mẫu, nên các cơ quan có mẫu khác nhau thì chạy riêng.";
    MOULD_FIELD = "mau::truong" Error [""]
        "Trường khai trong loai.yaml của mẫu riêng, điền vào rồi mà không thấy trên trang: người soạn điền mà không ai đọc được. Hay gặp: tên trường trong main.typ.j2 gõ khác tên trong loai.yaml.";
    MOULD_UNTRIED = "mau::chua-thu" Warning [""]
        "Chưa thử được một trường của mẫu riêng: với ví dụ của loại ấy không lập được văn bản nào có trường này. Xem lại vi-du.yaml, hoặc tự lập một văn bản có trường ấy để xem.";
    MOULD_LOOK = "mau::anh" Error [""]
        "Trang của ví dụ nay khác ảnh mốc cất cạnh mẫu. Cố ý đổi mẫu thì lấy ảnh mới làm mốc bằng --nhan; không cố ý thì mẫu, bộ quy tắc hoặc phông chữ đã đổi.";
    RULES_BEYOND = "the-thuc::ngoai-muc" Error [""]
        "Một giá trị của bộ quy tắc riêng ghi điều của Hướng dẫn mà không đúng mức điều ấy cho phép. Ghi đúng mức; cơ quan có quy định khác thì ghi nguồn của mình ở `dieu`.";
    RULES_FAR = "the-thuc::xa" Warning [""]
        "Một kích thước không có quy định mà khác mẫu có sẵn quá một nửa. Có thể là cố ý; hay gặp là gõ nhầm đơn vị hoặc thừa một chữ số.";
    RULES_NAME = "the-thuc::ma" Error [""]
        "`ma` của bộ quy tắc khác tên tệp. Văn bản và --the-thuc gọi bộ quy tắc bằng tên tệp, nên hai tên phải là một.";
    RULES_DAYS = "the-thuc::chong-ngay" Error [""]
        "Hai bộ quy tắc cùng có hiệu lực trong một ngày, nên không rõ văn bản của ngày ấy theo bộ nào. Sửa `hieu_luc` để ngày cuối của bộ trước liền trước ngày đầu của bộ sau.";
    RULES_NONE = "the-thuc::la" Error [""]
        "Không có thể thức tên này, hoặc không thể thức nào có hiệu lực vào ngày của văn bản.";
    FILE_OUTSIDE = "tep::ngoai" Error [""]
        "Văn bản nhắc một tệp nằm ngoài thư mục của cơ quan (đường dẫn tuyệt đối, `..`, hoặc liên kết trỏ ra ngoài), nên chương trình không đọc. Chép tệp vào thư mục hồ sơ, hoặc cho phép thư mục ấy bằng `thu_muc_them` trong co-quan.yaml.";
    INTERNAL = "vanthu::loi-trong" Error [""]
        "Lỗi của chính chương trình, không phải của người dùng. Xin gửi tệp đang làm cho nhóm làm vanthu.";
    TABLE_FORMAT = "bang-tinh::dinh-dang" Error [""]
        "Tệp không phải bảng tính đọc được: hỏng, rỗng, có mật khẩu, hoặc là trang web, Word, PDF mang đuôi bảng tính. Mở bằng Excel, ghi lại thành .xlsx.";
    TABLE_ENDING = "bang-tinh::duoi" Warning [""]
        "Đuôi tệp nói một kiểu bảng tính, bên trong là kiểu khác; chương trình đọc theo bên trong. Đổi lại đuôi để Excel khỏi hỏi.";
    TABLE_OPEN = "bang-tinh::dang-mo" Warning [""]
        "Tệp đang mở trong Excel hoặc LibreOffice, nên đọc bản đã ghi lần cuối. Ghi lại trong bảng tính nếu có sửa mà chưa ghi.";
    TABLE_SHEET = "bang-tinh::trang" Error [""]
        "Không có trang tính tên này, hoặc tệp có nhiều trang đều đọc được mà chưa nói đọc trang nào.";
    GUESTS_HEADER = "khach::tieu-de" Error [""]
        "Không tìm thấy hàng tiêu đề (Họ và tên, Chức vụ, Đơn vị…) hoặc cột đã khai. Thêm hàng tiêu đề trên danh sách hoặc khai đúng tên cột.";
    GUESTS_EMPTY = "khach::rong" Error [""]
        "Có hàng tiêu đề nhưng không có ai trong danh sách.";
    GUESTS_ROW = "khach::dong" Error [""]
        "Một dòng của danh sách có người nhưng chưa dùng được: thiếu họ tên, ô lỗi, chữ hỏng. Các dòng khác vẫn được đọc. Sửa dòng ấy rồi làm lại.";
    GUESTS_BLANK = "khach::trong" Warning [""]
        "Dòng có họ tên mà chức vụ và đơn vị đều trống. Điền ít nhất một ô nếu giấy mời cần nói người được mời là ai.";
    GUESTS_NAME = "khach::ho-ten" Warning [""]
        "Ô họ tên có điều cần xem lại: có thể là hai người, còn kèm xưng hô, hoặc thiếu họ. Chương trình không tự sửa tên người.";
    GUESTS_TWICE = "khach::trung" Warning [""]
        "Một người (cùng họ tên, cùng đơn vị) có ở hai dòng. Xoá một dòng, hoặc ghi rõ đơn vị nếu là hai người.";
    GUESTS_NEAR = "khach::gan-trung" Warning [""]
        "Hai dòng gần giống nhau, có thể là một người gõ hai cách. Xem lại và xoá một dòng nếu đúng là một người.";
    GUESTS_LEGACY = "khach::bang-ma-cu" Warning ["QĐ 72/2002/QĐ-TTg; TCVN 6909:2001"]
        "Danh sách ở bảng mã cũ (windows-1258, TCVN3, VNI) và đã được chuyển sang Unicode khi đọc. Xem lại vài tên; nên ghi lại tệp bằng Unicode.";
    GUESTS_ADDED = "khach::sau-ban-hanh" Warning [""]
        "Danh sách có thêm khách sau khi giấy mời đã ban hành với một số chung. Bản của họ lập và in được, nhưng sổ và kho lưu chỉ ghi những bản đã ban hành.";
    GUESTS_PHONE = "khach::dien-thoai" Warning [""]
        "Số điện thoại là số trong bảng tính nên số 0 ở đầu có thể đã mất (định dạng cột thành Text rồi gõ lại), hoặc thiếu chữ số; chương trình không tự thêm.";
    GUESTS_COLUMN = "khach::cot" Warning [""]
        "Có điều cần xem lại về cột: hai cột cùng một nghĩa, một cột có chữ mà tiêu đề trống hoặc không rõ là gì (có lẽ là chức vụ, đơn vị, xưng hô), một hàng tiêu đề ở dưới xếp cột khác hàng trên, hoặc kiểu tệp không cho biết các ô gộp. Ghi hoặc đổi tiêu đề cột, khai rõ cột nào là gì, hoặc ghi lại thành .xlsx.";
    GUESTS_ABSENT = "khach::khong-du" Warning [""]
        "Trong danh sách có lời ghi rằng khách không dự, không mời, đã mất, cử người khác dự thay, hoặc họ tên bị gạch ngang, mà dòng ấy vẫn là khách. Không mời nữa thì xoá dòng; mời người khác thì ghi họ tên người ấy.";
    GUESTS_UNADDRESSED = "khach::xung-ho" Warning [""]
        "Khách không có xưng hô, danh sách và văn bản cũng không: giấy mời chỉ in họ tên. Thêm `xung_ho: Đồng chí` vào văn bản, hoặc cột Xưng hô vào danh sách.";
    GUESTS_WORD = "khach::chu" Warning [""]
        "Chức vụ, đơn vị của khách có chữ không phải tiếng Việt, có cụm từ viết hai lần, hoặc dấu ngoặc không đủ đôi. Sửa trong danh sách. Họ tên người thì không xét.";
    GUESTS_BESIDE = "khach::canh-nhau" Warning [""]
        "Hai danh sách đặt cạnh nhau trên một trang tính. Chương trình chỉ đọc danh sách bên trái. Cắt danh sách bên phải, dán xuống dưới cho cùng các cột, rồi làm lại.";
    GUESTS_UNUSED = "khach::cot-khong-doc" Info [""]
        "Cột có chữ mà giấy mời không in gì từ cột ấy. Nếu là chức vụ hay cơ quan thì đổi tiêu đề cột thành Chức vụ, Đơn vị; nếu không thì không phải làm gì.";
    GUESTS_CHANGED = "khach::in-khac" Info [""]
        "Giấy mời in khác cách gõ trong danh sách: xưng hô viết tắt in đủ chữ, Kính mời và dấu thừa quanh tên bị bỏ, nhiều cột chức vụ in liền nhau. Không phải làm gì.";
    GUESTS_TONE = "khach::dau-thanh" Warning [""]
        "Chức vụ, đơn vị của khách đặt dấu thanh khác kiểu của cơ quan (Đảng ủy, Đảng uỷ), nên trên một giấy mời có hai kiểu. Sửa trong danh sách. Họ tên người thì giữ nguyên.";
    GUESTS_DIFFER = "khach::khac-nhau" Warning [""]
        "Hai danh sách của một hồ sơ ghi một người (cùng họ tên, cùng đơn vị) với hai chức vụ khác nhau. Sửa cho giống nhau.";
    GUESTS_PICK = "khach::chon" Error [""]
        "Dòng hoặc người nêu ở --dong, --khach không có trong danh sách. Số dòng là số dòng của bảng tính; danh sách viết trong văn bản thì đếm từ 1.";
    GUESTS_NUMBER = "khach::so-trung" Error ["HD05 §3.1.1b"]
        "Mỗi khách một số, mà thứ tự danh sách đã đổi: lập một phần sẽ cho hai người cùng một số. Thêm khách mới vào cuối danh sách, hoặc lập lại cả loạt.";
    GUESTS_RENUMBERED = "khach::doi-so" Warning ["HD05 §3.1.1b"]
        "Thứ tự danh sách đã đổi nên có khách mang số khác lần lập trước. Giấy mời đã gửi thì giữ thứ tự cũ, khách mới thêm vào cuối.";
    GUESTS_STALE = "khach::ban-cu" Warning [""]
        "Lần này chỉ lập một phần danh sách, mà trang giấy mời đã khác lần lập trước (giờ, địa điểm, người ký…): các bản không được chọn vẫn là bản cũ. Lập lại cả loạt trước khi in hay gửi các bản ấy.";
    GUESTS_STRUCK = "khach::da-huy" Warning ["HD05 §3.1.1b"]
        "Số của khách này đã huỷ trong sổ nên không lập bản nào cho họ; các bản khác vẫn giữ số. Đừng xoá dòng ấy khỏi danh sách: số của những người sau sẽ khác sổ.";
    GUESTS_TOTAL = "khach::tong" Warning [""]
        "Số người đọc được khác con số ghi ở dòng tổng cộng, hoặc có dòng chỉ có số thứ tự mà không có tên. Đếm lại danh sách.";
    GUESTS_HEADING = "khach::khoi" Warning [""]
        "Một dòng chỉ có chữ ở một ô được đọc là tên khối, mà dưới nó không có ai. Nếu đó là khách thì điền chức vụ hoặc đơn vị; nếu là khối còn trống thì xoá dòng.";
    GUESTS_UNSEEN = "khach::an" Warning [""]
        "Trong tệp danh sách có dòng, cột hoặc trang đang ẩn. Dòng và cột ẩn vẫn được đọc; trang ẩn thì không. Bỏ ẩn để xem lại, thứ không dùng thì xoá hẳn.";
    GUESTS_SIGNER = "khach::nguoi-ky" Warning [""]
        "Trong danh sách khách có người trùng họ tên với người ký văn bản, nên tên ấy có hai lần trên một trang. Xem lại có mời chính người ký không.";
    GUESTS_NONE_BEFORE = "khach::khong-duoc-moi" Warning ["HD05 §3.1.1b"]
        "Số giấy mời của khách này đã huỷ nên khách không nhận giấy mời nào; văn bản hoãn hoặc thay giấy mời ấy không gửi cho họ.";
    CITE_STRUCK = "vien-dan::da-huy" Error ["HD05 §3.1.1b"]
        "Văn bản này hoãn hoặc thay một văn bản mà mọi số của nó đã huỷ trong sổ: không ai nhận văn bản ấy. Xoá văn bản này, hoặc ban hành lại văn bản trước.";
    WORD_PARTS = "word::mau" Error [""]
        "Bản Word lấy chữ và kích thước từ các phần của thể thức (đầu trang, tên loại, nội dung, phần ký). Mẫu riêng của cơ quan không để lại đủ các phần ấy nên không lập được bản Word; bản PDF không bị ảnh hưởng.";
    WORD_MISSING = "word::thieu" Warning [""]
        "Trên trang PDF có chữ mà bản Word để sửa không có: mẫu của loại văn bản viết thẳng chữ ấy lên trang. Gõ thêm vào bản Word, hoặc sửa mẫu để chữ ấy đi qua các phần của thể thức.";
    WORD_GUESTS = "word::khach" Warning [""]
        "Giấy mời cho nhiều khách chỉ lập bản Word cho những khách được chọn: một loạt giấy mời thì sửa ở tệp YAML và danh sách khách, không sửa từng bản.";
    IMPORT_FILE = "nhan::tep" Error [""]
        "Tệp đưa vào không phải tệp Word (.docx, .doc) đọc được: tệp trước Word 97, RTF, trang web, bảng tính, có mật khẩu, bị cắt hoặc hỏng. Mở bằng Word, Lưu thành .docx rồi đưa lại.";
    IMPORT_KIND = "nhan::loai" Error [""]
        "Tệp Word không cho biết là loại văn bản nào: không có dòng tên loại viết chữ in (KẾ HOẠCH, QUYẾT ĐỊNH…), ký hiệu cũng không phải của loại nào. Nói rõ loại rồi nhận lại.";
    IMPORT_ISSUED = "nhan::da-ban-hanh" Error ["HD05 §3.1.1b"]
        "Số của văn bản trong tệp Word đã có trong sổ: văn bản ấy đã ban hành, nên không nhận lại thành bản nháp. Cần sửa thì đính chính, hoặc ban hành văn bản mới thay nó.";
    IMPORT_ROW = "nhan::dong-so" Warning ["HD05 §3.1.1b"]
        "Số của văn bản trong tệp Word có trong sổ, nhưng ngày hay trích yếu ở dòng ấy khác trong tệp. Một trong hai nơi ghi nhầm, hoặc hai văn bản mang một số. Xem lại tệp và dòng sổ.";
    IMPORT_TWIN = "nhan::trung" Warning [""]
        "Mấy tệp Word cùng mang một số, ký hiệu mà chữ khác nhau: bản nháp và bản cuối của một văn bản, hoặc hai văn bản mang một số. Mỗi tệp vẫn được nhận; giữ lại bản đúng.";
    IMPORT_ALONE = "nhan::so-khong-tep" Info [""]
        "Sổ cũ có dòng mà trong thư mục không có tệp Word nào mang số ấy. Tìm tệp còn thiếu, hoặc chấp nhận là chỉ còn bản giấy.";
    IMPORT_OTHERS = "nhan::tep-khac" Info [""]
        "Trong thư mục có tệp không phải Word nên không được nhận.";
    IMPORT_HEAD = "nhan::dau" Warning [""]
        "Cơ quan, ký hiệu, địa danh, người ký hoặc nơi lưu trong tệp Word khác điều cơ quan đã khai. Bản nháp theo co-quan.yaml; xem lại tệp có đúng là văn bản của cơ quan mình không.";
    IMPORT_NUMBER = "nhan::so-ngay" Info [""]
        "Số và ngày trong tệp Word chưa có trong sổ, nên chỉ ghi thành dòng chú thích trong bản nháp: ghi thật thì chương trình coi là số đã cấp. Số do sổ cấp khi ban hành.";
    IMPORT_SIGNER = "nhan::nguoi-ky" Warning [""]
        "Người ký trong tệp Word không có trong danh sách người ký của co-quan.yaml, nên bản nháp ghi đủ quyền hạn, chức vụ, họ tên.";
    IMPORT_CHANGES = "nhan::vet-sua" Warning [""]
        "Trong tệp Word còn vết sửa (Track Changes) chưa ai chấp nhận. Bản nháp lấy như đã chấp nhận hết: chỗ thêm thì có, chỗ gạch thì bỏ. Xem lại những chỗ ấy.";
    IMPORT_COMMENT = "nhan::y-kien" Warning [""]
        "Trong tệp Word có ý kiến ghi bên lề (Comment). Ý kiến không vào bản nháp; đọc rồi sửa theo nếu cần.";
    IMPORT_HIDDEN = "nhan::chu-an" Warning [""]
        "Trong tệp Word có chữ đặt thuộc tính ẩn (Hidden), không in ra. Bản nháp không lấy. Cần thì bỏ ẩn trong Word rồi nhận lại.";
    IMPORT_DROPPED = "nhan::bo-lai" Warning [""]
        "Trong tệp Word có thứ bản nháp không giữ được: ảnh, đối tượng nhúng, macro, tệp lồng, bảng trong ô của bảng khác, ký hiệu lạ. Chữ quanh nó vẫn được lấy.";
    IMPORT_LOOK = "nhan::dinh-dang" Info [""]
        "Gạch chân, màu chữ, màu nền trong tệp Word không được giữ: cách trình bày do thể thức quyết định. Chữ đậm, chữ nghiêng thì giữ. Tệp .doc của Word 97–2003 không cho biết trang nào in ngang và một số chữ ở đầu trang.";
    IMPORT_NUMBERS = "nhan::danh-so" Info [""]
        "Trong tệp Word, số và dấu đầu dòng do Word tự đánh. Bản nháp ghi chúng thành chữ đúng như Word hiện. Bảng chữ cái của Word không có đ: sau d) là e).";
    IMPORT_OLD = "nhan::ma-cu" Info ["QĐ 72/2002/QĐ-TTg; TCVN 6909:2001"]
        "Chữ trong tệp Word viết bằng phông của bảng mã cũ (.VnTime, VNI-Times) và đã được chuyển sang Unicode. Xem lại vài chỗ, nhất là chữ in.";
    IMPORT_LEFT = "nhan::chua-lay" Warning [""]
        "Trong tệp Word có chữ mà bản nháp không có chỗ ghi. Chữ ấy được kể ra đây để không mất; cần thì chép vào ô thích hợp.";
    IMPORT_CLEANED = "nhan::tu-them" Info [""]
        "Những gì thể thức tự in thì không để trong bản nháp: gạch đầu dòng và dấu cuối dòng ở nơi nhận, căn cứ, kính gửi; nhãn Kính gửi, V/v, Phụ lục; dòng Lưu, Như trên; `./.` ở cuối. Bản in vẫn có đủ.";
    BACK_BASE = "word::goc" Error [""]
        "Muốn đưa chỗ sửa trong Word về văn bản, chương trình cần biết bản Word lúc lập ra nói gì: ghi trong tệp `.docx.goc.json` cạnh bản Word ấy. Không thấy thì không biết đã sửa những gì.";
    BACK_OTHER = "word::noi-khac" Error [""]
        "Tệp Word không phải bản do vanthu lập, hoặc chương trình đã ghi lại nó bỏ mất dấu nhận, nên không biết nó lập từ văn bản nào và đã sửa những gì. Tệp của nơi khác thì nhận thành bản nháp mới; còn bản gốc `.docx.goc.json` thì chỉ rõ tệp ấy.";
    BACK_PAPER = "word::van-ban" Error [""]
        "Văn bản có lỗi, hoặc sửa theo bản Word xong không lập được đúng như bản Word, nên chưa đưa chỗ sửa nào về. Văn bản giữ nguyên.";
    BACK_BOTH = "word::hai-ben" Warning [""]
        "Cùng một chỗ, trong Word sửa một cách, ở văn bản sửa cách khác từ khi lập bản Word. Chương trình không chọn thay ai: văn bản giữ như cũ.";
    BACK_FACT = "word::du-kien" Warning [""]
        "Chữ lấy từ thông tin hội nghị hay từ văn bản khác đã bị sửa tay trong Word, nên thành chữ thường: thông tin ấy đổi về sau, chỗ này không đổi theo.";
    BACK_LOOK = "word::kieu-chu" Warning [""]
        "Trong Word có chữ đổi thành đậm hay nghiêng, hoặc thôi đậm, thôi nghiêng, mà chưa đưa về được: chỗ ấy đậm, nghiêng do thể thức, văn bản đã sửa từ khi lập bản Word, hoặc dấu **…**, *…* không đặt được ở đó. Chữ vẫn đưa về đủ.";
    BACK_PLACE = "word::khong-cho" Warning [""]
        "Chỗ sửa trong Word không có dòng nào của văn bản để đưa về: chữ ấy do chương trình in, lấy từ hồ sơ hay từ cơ quan, hoặc nằm ngoài các ô. Văn bản giữ nguyên chỗ ấy.";
    VERIFY_FILE = "doi-chieu::tep" Error [""]
        "Tệp ký xong không còn là một PDF nguyên vẹn: bị cắt cụt, có thứ lạ ở cuối, hai tệp dán vào nhau, hoặc bảng tham chiếu đã bị sửa. Đừng dùng tệp này; xin lại tệp từ nơi ký.";
    VERIFY_ORIGINAL = "doi-chieu::goc" Error [""]
        "Ký số chỉ được ghi thêm vào sau bản gốc, không đổi một byte nào của nó. Phần đầu tệp này không phải bản gốc: văn bản bị lập lại, bị lưu lại bằng chương trình khác, hoặc đây là văn bản khác.";
    VERIFY_CHANGED = "doi-chieu::sua" Error [""]
        "Ngoài chữ ký, trong tệp còn có thứ khác bị thêm, bớt hoặc thay: trang, chữ, hình dán đè, lệnh tự chạy, chữ ký bị gỡ. Đừng dùng tệp này; xin lại tệp từ nơi ký.";
    VERIFY_SIGNATURE = "doi-chieu::chu-ky" Error [""]
        "Chữ ký số không khớp với nội dung hoặc với khoá của người ký, chỉ phủ một phần văn bản, hoặc dùng thuật toán đã yếu. Chữ ký ấy không có giá trị.";
    VERIFY_TRUST = "doi-chieu::tin-cay" Error [""]
        "Chữ ký đúng về toán học, nhưng chứng thư của người ký không do CA nào đã chỉ định bằng `--chung-thu` cấp, hoặc không còn hiệu lực vào lúc phải xét. Không có dấu thời gian thì xét vào hôm nay. Chương trình không tra danh sách chứng thư bị thu hồi.";
    VERIFY_UNSIGNED = "doi-chieu::chua-ky" Error [""]
        "Trong tệp chưa có chữ ký số nào.";
    VERIFY_NO_ORIGINAL = "doi-chieu::khong-goc" Warning [""]
        "Không có bản gốc thì chỉ biết lần ghi đầu trong tệp tự xưng do vanthu lập và sau đó chỉ có chữ ký; chưa chứng minh được đó đúng là bản cơ quan đã lập. Chỉ bản gốc bằng `--goc`.";
    VERIFY_FIELD = "doi-chieu::o-moi" Warning [""]
        "Công cụ ký đã thêm một ô chữ ký của riêng nó, không dùng ô đã để sẵn, hoặc ký mà không hiện hình chữ ký. Chữ ký vẫn có giá trị, nhưng hình trong ô thêm vào có thể che chữ của văn bản, và chữ ký không hiện hình thì in ra giấy không thấy: nhìn lại trang.";
    VERIFY_NO_CA = "doi-chieu::khong-ca" Warning [""]
        "Không có chứng thư của CA thì chỉ biết chữ ký khớp với nội dung, chưa biết người ký có đúng là người ghi trong chứng thư không. Chỉ tệp chứng thư của CA bằng `--chung-thu`.";
    VERIFY_OPEN = "doi-chieu::chua-tinh" Warning [""]
        "Chương trình chưa tính được thuật toán của chữ ký, hoặc chưa hiểu điều kiện ghi trong chứng thư, nên không biết chữ ký đúng hay sai. Kiểm bằng phần mềm khác, ví dụ phần mềm của nơi cấp chứng thư.";
    VERIFY_TIME = "doi-chieu::thoi-gian" Warning [""]
        "Không có căn cứ để biết đã ký lúc nào: chứng thư nay hết hiệu lực mà không có dấu thời gian, dấu thời gian không do CA đã chỉ định cấp, hoặc đồng hồ máy ký sai. Giờ do máy ký tự khai không chứng minh được gì.";
    VERIFY_WHO = "doi-chieu::nguoi-ky" Warning ["HD05 §7.2, §8.2"]
        "Chữ ký đúng, nhưng tên trong chứng thư không khớp với người ký hoặc cơ quan ghi trên giấy: người khác ký thay ở ô ấy, cơ quan khác trùng tên, cá nhân ký vào ô của con dấu. Hỏi lại nơi ký; đúng là người ấy thì sửa văn bản cho khớp hoặc ký lại.";
    TERM_MOVED = "nhiem-ky::doi" Warning ["HD05 §3.1.1b"]
        "Số văn bản chạy theo nhiệm kỳ cấp uỷ. Đổi ngày đầu, ngày cuối của một nhiệm kỳ đã có số thì những số ấy không còn thuộc nhiệm kỳ nào, và số mới chạy lại từ đầu.";
    TERM_NONE = "nhiem-ky::ngoai" Error ["HD05 §3.1.1b"]
        "Ngày của văn bản không nằm trong nhiệm kỳ nào khai ở co-quan.yaml, nên chưa biết số chạy theo dãy nào. Thêm hoặc sửa nhiem_ky (tu, den).";
    CALL = "lenh::goi" Error [""]
        "Lệnh không chạy được như đã gọi: sai tên lệnh hoặc tuỳ chọn, thiếu tham số, không có tệp ấy, tệp đã có, thư mục không viết được. Xem `vanthu <lệnh> --tro-giup`.";
    PAPER_NAME = "lenh::van-ban" Error [""]
        "Chưa rõ là văn bản nào. Viết số và ký hiệu như trên giấy (07-KH/ĐU), hoặc loại rồi số (ke-hoach 7).";
    REGISTER_OPEN = "so-dang-ky::mo" Error [""]
        "Không mở hoặc ghi được sổ đăng ký: đĩa đầy, chỉ cho đọc, nằm trên ổ mạng, hoặc tệp đã hỏng. Chưa số nào được cấp.";
    REGISTER_TAKEN = "so-dang-ky::so" Error ["HD05 §3.1.1b"]
        "Số này không cấp được: đã là của văn bản khác, nhảy cóc, hoặc khác số đã cấp cho chính văn bản ấy. Một số không bao giờ cấp hai lần.";
    REGISTER_NONE = "so-dang-ky::khong-co" Error [""]
        "Sổ không có văn bản mang số, ký hiệu ấy. Xem lại số, loại và nhiệm kỳ; văn bản của cơ quan khác, hoặc của sổ giấy chưa nhập, thì sổ này không biết.";
    REGISTER_STRUCK = "so-dang-ky::da-huy" Error [""]
        "Số này đã huỷ: dòng của nó ở lại trong sổ kèm lý do, số không cấp lại, không nhận bản ký, không thu hồi hay đính chính nữa. Văn bản vẫn cần thì ban hành lại để lấy số mới.";
    REGISTER_HELD = "so-dang-ky::con-so" Error [""]
        "Văn bản đã có hoặc từng có số trong sổ. Sổ và kho lưu biết nó theo tệp, nên tệp ở lại chỗ cũ; sai thì huỷ số, thu hồi hoặc đính chính.";
    REGISTER_ITSELF = "so-dang-ky::chinh-no" Error [""]
        "Một văn bản được thu hồi hoặc đính chính bằng văn bản khác, không bằng chính nó. Không có văn bản nào khác thì để trống chỗ ấy, ghi lý do là đủ.";
    REGISTER_BROKEN = "so-dang-ky::hong" Error [""]
        "Sổ đăng ký đã bị sửa ngoài chương trình hoặc bị hỏng: chuỗi mã của nhật ký không khớp. Giữ nguyên sổ và kho lưu, đối chiếu với bản sao lưu.";
    REGISTER_ORDER = "so-dang-ky::thu-tu" Warning ["HD05 §3.1.1b, §4.1.2"]
        "Trong dãy số có chỗ cần xem lại: thiếu số, ngày lùi, ngày sau hôm nay hoặc ngày ngoài nhiệm kỳ.";
    REGISTER_CLOCK = "so-dang-ky::dong-ho" Warning [""]
        "Giờ ghi trong nhật ký của sổ đi lùi: đồng hồ máy đã sai lúc ghi, hoặc đang sai. Số không phụ thuộc vào giờ nên vẫn đúng; ngày giờ ai làm gì thì nên xem lại.";
    OLD_BOOK_HEADER = "so-cu::tieu-de" Error [""]
        "Không thấy hàng tiêu đề của sổ cũ (Số, ký hiệu; Ngày; Trích yếu…), hoặc bên dưới không có dòng nào. Thêm hàng tiêu đề ngay trên các dòng, hoặc chỉ đúng trang bằng --trang.";
    OLD_BOOK_ROW = "so-cu::dong" Error ["NĐ30 Phụ lục IV"]
        "Một dòng của sổ cũ chưa vào sổ được: thiếu hoặc không đọc được số, ngày, loại; số đã cấp. Các dòng khác vẫn vào. Sửa dòng ấy trong tệp --loi rồi nhập lại tệp đó.";
    OLD_BOOK_DOUBT = "so-cu::xem-lai" Warning [""]
        "Có điều cần xem lại khi đọc sổ cũ: trích yếu trống, cột không hiểu, hai dòng giống hệt nhau, trang không có hàng tiêu đề, trang đang ẩn. Dòng đã đọc vẫn vào sổ.";
    ISSUE_DATE = "ban-hanh::ngay" Error ["HD05 §4.1.2"]
        "Văn bản chưa có ngày ký nên chưa ban hành được. Ghi ngay trong tệp, hoặc chỉ --ngay.";
    ISSUE_DRAFT = "ban-hanh::du-thao" Error ["HD05 II.4.2"]
        "Văn bản còn ghi du_thao thì trang in có dòng `Dự thảo lần …`, nên chưa ban hành được. Xoá dòng du_thao khi văn bản đã duyệt.";
    ISSUE_DAYS = "ban-hanh::hai-ngay" Error [""]
        "Tệp ghi một ngày, --ngay là ngày khác: chưa rõ ngày nào đúng nên chưa lấy số. --ngay chỉ dành cho văn bản chưa ghi ngay.";
    ISSUE_AHEAD = "ban-hanh::ngay-sau" Error ["HD05 §4.1.2"]
        "Ngày của văn bản sau hôm nay: thường là gõ nhầm năm. Số đã cấp không đổi ngày được nên chương trình hỏi trước, chưa lấy số. Đúng là ký vào ngày ấy thì thêm --ngay-sau.";
    ISSUE_DATED = "ban-hanh::ngay-cu" Warning [""]
        "Văn bản đã có số từ trước, với ngày đã ghi trong sổ; --ngay không đổi được ngày ấy.";
    ISSUE_FORM = "ban-hanh::hinh-thuc" Error [""]
        "Chỉ văn bản có số, có ký mới ban hành riêng; tài liệu và phụ lục đi theo văn bản khác.";
    ISSUE_CHANGED = "ban-hanh::da-sua" Error [""]
        "Văn bản đã ban hành và lưu, nhưng tệp YAML nay cho ra bản khác. Bản đã lưu không bao giờ bị ghi đè: huỷ số rồi ban hành lại, hoặc trả tệp về như lúc ban hành.";
    ISSUE_OTHER = "ban-hanh::ban-khac" Warning [""]
        "Văn bản đã ban hành mà bản vừa lập khác bản đã ban hành và lưu: tệp đã sửa, hoặc chương trình, mẫu, phông chữ đã đổi. Bản có giá trị là bản đã lưu.";
    ISSUE_TWIN = "ban-hanh::da-co-so" Error [""]
        "Sổ đăng ký đã có một văn bản cùng loại, cùng ngày, cùng trích yếu mà tệp của nó không còn: có lẽ tệp hoặc thư mục đã đổi tên. Cấp thêm một số thì một văn bản có hai số.";
    COPY_SOURCE = "sao::van-ban" Error ["HD05 III; NĐ30 PL I Phần II"]
        "Văn bản cần sao không sao được: tệp PDF có mật khẩu, hỏng, là biểu mẫu để điền; hoặc bản trong kho lưu không còn đúng như đã cất. Bản sao phải y nguyên từng trang, nên chương trình không lập bản nào mà trang gốc hiện ra khác đi.";
    COPY_FORM = "sao::hinh-thuc" Error ["HD05 III; HD36 3.3; NĐ30 Đ.25"]
        "Hình thức sao không có ở bộ quy tắc của ngày sao: từ 27/5/2026 văn bản của Đảng chỉ còn một hình thức `Bản sao văn bản`, trước đó là sao y bản chính, sao lục, trích sao; cơ quan nhà nước có sao y, sao lục, trích sao. Bộ quy tắc riêng phải có nhóm `ban_sao`.";
    COPY_SIGNER = "sao::nguoi-ky" Error ["HD05 III.2; NĐ30 PL I Phần II"]
        "Chưa rõ ai ký bản sao, hoặc người ấy ký theo cách của hệ kia: văn bản của Đảng viết T/M, K/T, T/L, của cơ quan nhà nước viết TM., KT., TL., TUQ. Chỉ người ký bằng tên ngắn trong `nguoi_ky` của co-quan.yaml.";
    COPY_ROOM = "sao::cho-trong" Error ["HD05 III.3; NĐ30 PL I Phần II"]
        "Góc trên bên phải trang đầu không còn chỗ trống cho ô chữ ký của bản sao điện tử: ô không được che chữ hay nét nào của văn bản. Quét lại để lề trên rộng hơn.";
    COPY_UNSIGNED = "sao::chua-co-ban-ky" Warning ["HD05 III.2; NĐ30 Đ.25"]
        "Kho lưu chưa có bản ký của văn bản, nên bản sao lập từ bản PDF đã ban hành, không có chữ ký và con dấu của người ký văn bản. Muốn sao bản đã ký thì thêm bản quét hoặc bản ký số vào kho trước.";
    COPY_SCAN = "sao::ban-quet" Warning ["HD05 III.3; NĐ30 PL I Phần II"]
        "Bản quét chưa đạt yêu cầu của bản sao điện tử: PDF từ 1.4 trở lên, ảnh màu, ít nhất 200 điểm trên inch, đúng cỡ thật. Tệp vẫn được lập; nên quét lại.";
    WINDOW = "cua-so::mo" Error [""]
        "Không mở được cửa sổ của chương trình trên máy này: máy không cho cổng nào, hoặc không có trình duyệt. Các lệnh khác vẫn dùng được.";
    BACKUP_PLACE = "sao-luu::cho" Error [""]
        "Chỗ được chọn không dùng để sao lưu được: không có, nằm trong chính cơ quan hoặc trong một kho lưu, hay không đủ chỗ trống. Chưa chép gì. Chọn một ổ đĩa khác, ví dụ ổ USB.";
    BACKUP_COPY = "sao-luu::chep" Error [""]
        "Chưa sao lưu được: không đọc được tệp gốc, ổ đĩa không nhận, bị rút giữa chừng, hoặc đọc lại thấy khác. Phần chép dở không được tính là bản sao lưu; các bản trước còn nguyên.";
    BACKUP_STOPPED = "sao-luu::dung" Error [""]
        "Việc sao lưu đã dừng theo yêu cầu. Phần chép dở đã bỏ, các bản trước còn nguyên.";
    BACKUP_BESIDE = "sao-luu::cung-o" Warning [""]
        "Bản sao lưu nằm cùng ổ đĩa với cơ quan. Ổ hỏng, máy mất thì mất cả hai: sao lưu thêm một bản ra ổ khác, cất ở nơi khác.";
    BACKUP_LEFT = "sao-luu::ngoai" Warning [""]
        "Có thứ không nằm trong bản sao lưu: một liên kết, một cơ quan khác ở trong thư mục này, hoặc ngày sao lưu chưa ghi lại được. Xem từng điều.";
    ARCHIVE_WRITE = "luu::ghi" Error [""]
        "Không ghi được vào kho lưu: đĩa đầy, chỉ cho đọc, hoặc thư mục không phải kho. Những gì đã lưu còn nguyên; chạy lại lệnh để làm tiếp.";
    ARCHIVE_BROKEN = "luu::hong" Error ["OCFL 1.1"]
        "Trong kho lưu có tệp đã bị sửa, mất hoặc thừa: mã SHA-512 không khớp bản kê. Lấy lại tệp ấy từ bản sao lưu.";
    ARCHIVE_LATER = "luu::moi-hon" Error [""]
        "Một hồ sơ lưu trong kho do bản vanthu mới hơn ghi, bản này không đọc được hết nên không đọc phần nào. Dùng bản vanthu mới nhất mà cơ quan đã cài; kho lưu vẫn còn nguyên.";
    ARCHIVE_DIFFERS = "luu::lech" Error [""]
        "Sổ đăng ký và kho lưu không khớp nhau: văn bản có trong sổ mà không có trong kho, hoặc ngược lại.";
    ARCHIVE_LOST = "luu::mat" Warning [""]
        "Nhật ký của sổ ghi một bản đã vào kho lưu, bản ấy về sau không còn, và đã có bản khác ghi vào chỗ của nó: kho lưu từng bị đưa về một bản cũ. Cảnh báo này ở lại, vì điều đã mất không tự trở về.";
    ARCHIVE_UNFINISHED = "luu::do-dang" Warning [""]
        "Một việc làm dở vì máy dừng giữa chừng: văn bản có số mà chưa vào kho, hồ sơ chưa ghi văn bản mới, việc huỷ chưa ghi vào kho. Chạy lại `vanthu ban-hanh` cho văn bản, hoặc `vanthu luu lam-not`, để làm nốt; số được giữ nguyên.";
    ARCHIVE_SIGNED = "luu::ban-ky" Error [""]
        "Bản ký chỉ vào kho khi nó nối tiếp đúng bản đã ban hành, ngoài chữ ký không thêm gì, và chữ ký nào cũng khớp. Bản này không đạt nên không vào kho.";
    ARCHIVE_TWICE = "luu::hai-so" Error [""]
        "Một tệp quét được thêm cho hai số. Thường là chọn nhầm tệp, nên chương trình hỏi lại. Tệp quét chung nhiều văn bản thì thêm --dung-chung; bản đã thêm nhầm cho số khác thì rút ra bằng `vanthu luu rut`.";
    ARCHIVE_SHORT_SCAN = "luu::thieu-trang" Warning [""]
        "Bản quét tờ đã ký có ít trang hơn văn bản đã ban hành, nên có thể còn sót trang. Bản quét vẫn vào kho; thiếu thật thì quét lại cho đủ, nhận bản mới, rồi rút bản thiếu bằng `vanthu luu rut`.";
    ARCHIVE_UNSEALED = "luu::thieu-dau" Warning ["HD05 §8"]
        "Bản ký đã vào kho nhưng còn thiếu chữ ký hoặc dấu của cơ quan, nên văn bản vẫn ở trạng thái chờ bản ký. Ký, đóng dấu tiếp lên đúng tệp ấy rồi thêm lần nữa.";
}
