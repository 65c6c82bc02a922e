#!/usr/bin/env python3
"""Makes the spreadsheets of this folder that no office writes: small files that cost a reader
without bounds all memory, or all time. Standard library only."""
import pathlib
import zipfile

HERE = pathlib.Path(__file__).parent
DAY = (2026, 1, 1, 0, 0, 0)


def packed(name, parts):
    with zipfile.ZipFile(HERE / name, "w") as book:
        for part, text in parts:
            kept = zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED
            book.writestr(zipfile.ZipInfo(part, DAY), text, kept, 9)


def ods(name, rows, more="", sheets=""):
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{urn}:office:1.0" '
        f'xmlns:table="{urn}:table:1.0" xmlns:text="{urn}:text:1.0" xmlns:x="x"><office:body>'
        f'<office:spreadsheet><table:table table:name="A">{more}{rows}</table:table>{sheets}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{urn}:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    packed(name, [("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)])


def row(*cells):
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def cell(text, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


HEAD = row(cell("Họ và tên"), cell("Chức vụ"))

# The table does not end: the library reads on behind the end of the file.
ods("the-khong-dong.ods", HEAD + row(cell("Nguyễn Văn An"), cell("Bí thư")) + "<x></table:table")
# So many spaces; said once more, smaller, under another prefix, and in digits of XML.
ods("khoang-trang.ods", HEAD + row(cell('A<text:s x:c="1" text:c="&#50;000000000"/>B')))
# Each row holds as many formulas as there are columns.
ods("cong-thuc-lap.ods", HEAD + row('<table:table-cell table:formula="=A1" table:number-columns-repeated="16384"/>') * 9999)
# A long text stands in an attribute, as often as there are columns.
long = f'<table:table-cell office:string-value="{"A" * 900_000}" table:number-columns-repeated="16384"/>'
ods("chu-trong-thuoc-tinh.ods", HEAD + row(long))
# All columns are hidden, in each of many sheets, and again behind each row.
hidden = '<table:table-column table:number-columns-repeated="16384" table:visibility="collapse"/>'
many = "".join(f'<table:table table:name="{at}">{hidden}</table:table>' for at in range(20_000))
ods("cot-an-nhieu-trang.ods", HEAD, sheets=many)
# Rows with nothing in them are hidden, a million in each of many sheets.
blank = '<table:table-row table:number-rows-repeated="1048576" table:visibility="collapse"><table:table-cell/></table:table-row>'
many = "".join(f'<table:table table:name="{at}">{blank}</table:table>' for at in range(2_000))
ods("dong-an-nhieu-trang.ods", HEAD + row(cell("Nguyễn Văn An"), cell("Bí thư")), sheets=many)
# A row that stands a hundred thousand times seems to be another one; a table in a table seems to begin anew.
wide = row(cell("A", ' table:number-columns-repeated="900"'))
inner = "<table:table-row/>"
tall = wide.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="99999">', 1).replace("</text:p>", f"{inner}</text:p>")
ods("dong-trong-o.ods", HEAD + tall)
tall = row(cell("A")).replace("<table:table-row>", '<table:table-row table:number-rows-repeated="99999">', 1)
ods("bang-trong-bang.ods", wide + f'<table:table table:name="B">{tall}</table:table>')
# Nothing ends before the end.
ods("long-sau.ods", HEAD + row(cell("<a>" * 5_000_000 + "</a>" * 5_000_000)))

main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
types = "http://schemas.openxmlformats.org/package/2006"
text = '<c t="inlineStr"><is><t>{}</t></is></c>'
line = "<row>{}</row>"
# The same columns are hidden again and again.
sheet = (
    f'<worksheet xmlns="{main}"><cols>'
    + '<col min="1" max="16384" hidden="1"/>' * 50_000
    + "</cols><sheetData>"
    + line.format(text.format("Họ và tên") + text.format("Chức vụ"))
    + line.format(text.format("Nguyễn Văn An") + text.format("Bí thư"))
    + "</sheetData></worksheet>"
)


def xlsx(name, sheet, target="worksheets/a.xml"):
    kind = f'<Relationships xmlns="{types}/relationships"><Relationship Id="r" Type="{links}'
    book = f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="A" sheetId="1" r:id="r"/></sheets></workbook>'
    parts = [
        ("[Content_Types].xml", f'<Types xmlns="{types}/content-types"/>'),
        ("_rels/.rels", f'{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", f'{kind}/worksheet" Target="{target}"/></Relationships>'),
        (f"xl/{target}", sheet),
    ]
    packed(name, parts)


xlsx("cot-an-lap.xlsx", sheet)
# The sheet stands in a part that by its name is none.
text = text.format("A" * (100 << 20))
xlsx("phan-la.xlsx", f'<worksheet xmlns="{main}"><sheetData>{line.format(text)}</sheetData></worksheet>', "media/a.png")
