#!/usr/bin/env python3
"""Makes so-cu.xlsx, a register as an office kept it before: with everything that
real ones have. All papers are invented.

    pip install openpyxl
    python3 make.py
"""
import datetime
import pathlib

from openpyxl import Workbook

HERE = pathlib.Path(__file__).parent
HEAD = ["TT", "Văn bản", None, None, "Người ký", "Nơi nhận", "Lưu", "SL bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
        "Độ mật"]
UNDER = [None, "Số, ký hiệu", "Ngày", "Tên loại và trích yếu"] + [None] * 8
SIGNERS = ["Nguyễn Văn Mẫu", "Trần Thị Ví Dụ"]


def day(text):
    """A day as Excel keeps it."""
    return datetime.datetime.strptime(text, "%d/%m/%Y")


def general(sheet):
    """The general register of 2024: several kinds, two header rows."""
    sheet.append(["ĐẢNG UỶ XÃ HOA MẪU"])
    sheet.append(["SỔ ĐĂNG KÝ VĂN BẢN ĐI"])
    sheet.merge_cells("A2:L2")
    sheet.append([])
    sheet.append(HEAD)
    sheet.append(UNDER)
    sheet.merge_cells("B4:D4")
    for column in "AEFGHIJKL":
        sheet.merge_cells(f"{column}4:{column}5")
    sheet.append([f"({at})" for at in range(1, 13)])
    count = 0

    def row(symbol, on, summary, **more):
        nonlocal count
        count += 1
        cells = [count, symbol, on, summary, more.get("signer", SIGNERS[count % 2]),
                 more.get("to", "- Các chi bộ;\n- Lưu VPĐU"), "VPĐU", more.get("copies", 5), more.get("sent"),
                 more.get("taken"), more.get("note"), more.get("secret")]
        sheet.append(cells)
        if isinstance(on, datetime.datetime):
            sheet.cell(sheet.max_row, 3).number_format = "dd/mm/yyyy"

    sheet.append(["Tháng 01/2024"])
    row("60-TB/ĐU", day("03/01/2024"), "Thông báo kết luận hội nghị giao ban tháng 01")
    row("61-TB/ĐU", day("05/01/2024"), "Thông báo phân công trực Tết")
    row("30-KH/ĐU", "08/01/2024", "Kế hoạch tổ chức Tết Giáp Thìn", copies="12 bản")
    row("62 - TB/ĐU", "8.1.2024", "Thông báo lịch tiếp dân", sent="9/1", taken="Hà")
    row("31/KH-ĐU", day("10/01/2024"), "Kế hoạch kiểm tra, giám sát năm 2024")
    row("Số 63-TB/ĐU", day("12/01/2024"), "Thông báo kết luận kiểm tra", secret="Mật")
    row("15-BC/ĐU", day("15/01/2024"), "Báo cáo công tác tháng 01", to="Huyện uỷ; Thường trực HĐND")
    row("64-TB/DU", "16/01", "thông báo nghỉ Tết")
    # 65 is missing.
    row("66-TB/ĐU", "19-01-24", "Thông báo về việc chúc Tết")
    row("32-KH/ĐU", day("22/01/2024"), "Kế hoạch đối thoại với Nhân dân năm 2024")
    row("16-BC/ĐU", day("25/01/2024"), "Báo cáo sơ kết học tập Bác")
    sheet.append(["Tháng 02/2024"])
    row("67-TB/ĐU", day("01/02/2024"), "Thông báo kết luận hội nghị Ban Chấp hành")
    # 68 and 69 are missing.
    row("70-TB/ĐU", day("05/02/2024"), "Thông báo tổ chức Lễ ra quân trồng cây")
    row("33-KH/ĐU", day("19/02/2024"), "Kế hoạch sinh hoạt chuyên đề")
    row("17-BC/ĐU", day("20/02/2024"), "Báo cáo công tác tháng 02")
    row("71-TB/ĐU", "ngày 21 tháng 02 năm 2024", "Thông báo kết luận giao ban")
    row("72-TB/ĐU", day("23/02/2024"), "Thông báo tuyển quân năm 2024")
    row("72-TB/ĐU", day("26/02/2024"), "Thông báo kết luận đối thoại với thanh niên")
    row("72a-TB/ĐU", day("26/02/2024"), "Thông báo bổ sung thành phần")
    row("34-KH/ĐU", "31/02/2024", "Kế hoạch đại hội chi bộ mẫu")
    sheet.append([])
    sheet.append([])
    sheet.append(["Tháng 3/2024"])
    row("73-TB/ĐU", day("01/03/2024"), "Thông báo lịch công tác tháng 3")
    # Typed 03/4 on a machine that reads month first.
    row("74-TB/ĐU", day("03/12/2024"), "Thông báo kết luận kiểm tra chi bộ thôn Một")
    row("75-TB/ĐU", day("14/03/2025"), "Thông báo kết quả phân loại")
    row("76-TB/ĐU", day("15/03/2024"), "Thông báo phân công phụ trách thôn")
    row("35-KH/ĐU", day("18/03/2024"), "Kế hoạch kiểm tra quý II", note="bản giấy ở tủ 2")
    row("18-BC/ĐU", day("20/03/2024"), "Báo cáo quý I")
    row("77-TB/ĐU", None, "Thông báo kết luận giao ban quý I")
    row(None, day("22/03/2024"), "Kế hoạch tập huấn")
    row("36-KH/ĐU", day("22/03/2024"), "Kế hoạch tập huấn nghiệp vụ", signer="")
    row("78-TB/ĐU", day("25/03/2024"), "Huỷ", note="Huỷ")
    row("79-TB/VPĐU", day("26/03/2024"), "Thông báo lịch trực")
    row("12-QĐ/ĐU", day("27/03/2024"), "Về việc chuẩn y chi uỷ")
    row("13-QĐ/ĐU", day("27/03/2024"), "Quyết định thành lập tổ công tác")
    row("05-QĐ/ĐU", day("28/03/2024"), "Quy định về thi đua")
    row("09-XYZ/ĐU", day("28/03/2024"), "Phiếu lạ")
    row("80-TB/ĐU", "#REF!", "Thông báo nộp báo cáo")
    row("37-KH/ĐU", day("29/03/2062"), "Kế hoạch quý II")
    row("19-BC/ĐU", "30/3", "Báo cáo tháng 3")
    row("38-KH/ĐU", day("01/04/2024"), "")
    row("81-TB/ĐU", day("02/04/2024"), "Thông báo lịch công tác tháng 4", secret="Mật")
    row("82-TB/ĐU", day("03/04/2024"), "Thông báo kết luận giao ban")
    row("39-KH/ĐU", day("03/04/2024"), "Kế hoạch tháng thanh niên", taken="Hà, 04/4")
    row("01-KH/ĐU", day("10/07/2025"), "Kế hoạch đại hội nhiệm kỳ mới")
    row("02-KH/ĐU", day("15/07/2025"), "Kế hoạch học tập nghị quyết")
    row("20-BC/ĐU", day("16/05/2019"), "Báo cáo cũ")
    row("03-KH/ĐU", day("16/07/2025"), "Kế hoạch rà soát đất đai")
    row("03-KH/ĐU", day("16/07/2025"), "Kế hoạch rà soát đất đai")
    row("04-KH/ĐU", "18/7", "Kế hoạch cuối sổ")
    sheet.append([None, "Tổng cộng:", f"{count} văn bản"])
    sheet.append([None, None, None, None, "NGƯỜI LẬP SỔ"])
    sheet.append([None, None, None, None, "Lê Văn Thí"])


def decisions(sheet):
    """The register of one symbol that two kinds share: a number, a kind."""
    sheet.append(["SỔ THEO DÕI QĐ NĂM 2024"])
    sheet.append(["STT", "Số KH", "Ngày ban hành", "Loại VB", "Trích yếu", "Người ký"])
    rows = [(14, "02/4", "Quyết định"), (15, "05/4", "Quyết định"), (6, "08/4", "Quy định"), (16, "09/4", "Quyết định"),
            (17, "10/4", "QĐ"), (7, "12/4", "Quy Định"), (18, "15/4", "Quyêt định"), (19, "16/4", "Quyết định")]
    for at, (number, on, kind) in enumerate(rows, 1):
        sheet.append([at, number, on, kind, f"về nội dung thứ {at}", SIGNERS[at % 2]])
    first = sheet.max_row + 1
    for at in range(9, 31):
        sheet.append([at, 11 + at, day("18/04/2024") if at == 9 else None if at < 12 else day(f"{at + 7 if at < 23 else 30}/04/2024"),
                      "Quyết định", f"về nội dung thứ {at}", SIGNERS[at % 2]])
    sheet.merge_cells(f"C{first}:C{first + 2}")


def invitations(sheet):
    """One sheet for one kind: its name says which."""
    sheet.append(["Số", "Ngày ban hành", "Trích yếu", "Nơi gửi", "Số bản"])
    for at in range(1, 7):
        sheet.append([at, f"{at + 2}/4/2024", f"dự hội nghị lần {at}", "Như thành phần", 30 + at])


book = Workbook()
cover = book.active
cover.title = "Bìa"
cover.append(["ĐẢNG UỶ XÃ HOA MẪU"])
cover.append(["SỔ ĐĂNG KÝ VĂN BẢN ĐI"])
general(book.create_sheet("Chung"))
decisions(book.create_sheet("QĐ"))
invitations(book.create_sheet("Giấy mời 2024"))
book.properties.created = book.properties.modified = datetime.datetime(2024, 4, 30)
book.save(HERE / "so-cu.xlsx")
