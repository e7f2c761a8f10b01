#!/usr/bin/env python3
"""Vietnamese entity silver from cue words, because underthesea's 2017 CRF takes any noun chunk with a
name or a date in it for a place ("ngày 28/1/2010" LOC, "luật sư Nguyễn Minh Tâm" LOC).

Vietnamese puts the class noun before the name: "ông X", "tỉnh X", "công ty X". Pass 1 counts, over all
sentences read, the class nouns before each name; pass 2 types each name by its own class noun, else by a
form rule (surname and two or more syllables: person), else by the counts. A sentence with a name that stays
open is left out, so O means O. Spans: persons without title, places and organisations with the class noun
(as VLSP does: "tỉnh Nghệ An", "Công ty Thiên Cung"). vietnews' own word segmentation is kept.

  vi_names.py SEG.txt N_READ N_OUT OUT.iob [MORE.seg.txt MORE.iob ...]
"""
import collections
import re
import sys

PER = set("""ông bà anh chị em cô chú bác cụ cháu thầy thầy_giáo cô_giáo bé luật_sư bác_sĩ tiến_sĩ TS. PGS. GS. ThS.
 giáo_sư nhà_báo ca_sĩ diễn_viên đạo_diễn nhạc_sĩ người_mẫu cầu_thủ tiền_đạo tiền_vệ hậu_vệ thủ_môn HLV huấn_luyện_viên
 tổng_thống thủ_tướng ngoại_trưởng bộ_trưởng thứ_trưởng chủ_tịch tướng trung_tướng thượng_tướng đại_tướng đại_tá
 thượng_tá trung_tá thiếu_tá đại_uý thượng_uý thiếu_tướng đồng_chí tên nghi_phạm bị_cáo bị_can nạn_nhân đối_tượng
 nữ_hoàng vua hoàng_tử công_chúa tỷ_phú nghệ_sĩ NSND NSƯT MC hoa_hậu á_hậu danh_thủ nam_ca_sĩ nữ_ca_sĩ nữ_diễn_viên
 nam_diễn_viên tác_giả nhà_văn nhà_thơ võ_sĩ Tổng_thống Thủ_tướng Ngoại_trưởng Bộ_trưởng Chủ_tịch Giám_đốc giám_đốc
 Tổng_giám_đốc Thượng_tá Đại_tá Trung_tá Thiếu_tướng Trung_tướng Đại_tướng Thiếu_tá Đại_uý Ông Bà Anh Chị Luật_sư Bác_sĩ
 Tiến_sĩ Nghị_sĩ nghị_sĩ Thượng_nghị_sĩ thượng_nghị_sĩ Đại_sứ đại_sứ Giáo_hoàng Tổng_Bí_thư Tổng_bí_thư Bí_thư""".split())
LOC = set("""tỉnh huyện xã quận phường thành_phố TP. TP Tp. Tp thị_xã TX. TX thị_trấn thôn ấp bản làng phố đường quốc_lộ sông núi
 hồ đảo quần_đảo bán_đảo vịnh biển nước bang đèo cầu chợ sân_bay cảng cửa_khẩu khu_phố đại_lộ quảng_trường thủ_đô thủ_phủ
 Tỉnh Huyện Xã Quận Phường Thành_phố Thị_xã Sông Núi Đảo Hồ Vịnh Biển Cầu Sân_bay Cảng Bang""".split())
PERSON_WORDS = set("ông bà anh chị em cô chú bác cụ cháu thầy bé Ông Bà Anh Chị Em Cô Chú Bác".split())
ORG_ANY = set("""công_ty tập_đoàn ngân_hàng đại_học trường trường_học bệnh_viện báo tờ tạp_chí hãng hãng_tin CLB đài nhà_hát
 câu_lạc_bộ tổ_chức quỹ liên_đoàn hiệp_hội viện học_viện uỷ_ban UBND HĐND TAND VKSND MTTQ LĐBĐ CĐ ĐH THPT THCS
 Công_ty Tập_đoàn Ngân_hàng Đại_học Trường Bệnh_viện Báo Hãng Câu_lạc_bộ Tổ_chức Quỹ Liên_đoàn Hiệp_hội Viện
 Học_viện Uỷ_ban Công_an Toà_án Toà Viện_kiểm_sát Sở Bộ Cục Tổng_cục Vụ Ban Đảng Hội Hội_đồng Văn_phòng Trung_tâm
 Tổng_công_ty Đài Phòng Chi_cục Thanh_tra Bộ_Tư_lệnh Cơ_quan Quốc_hội Mặt_trận Hội_Liên_hiệp Nhà_xuất_bản NXB
 Tỉnh_uỷ Thành_uỷ Huyện_uỷ tỉnh_uỷ thành_uỷ Đại_sứ_quán đại_sứ_quán Lãnh_sự_quán Liên_minh liên_minh Diễn_đàn Bộ_tư_lệnh""".split())
NOT_A_NAME = set("""USD BOT SJC Tết F S C I II III IV V X PV HĐXX UAV TV TPP Kurd Hồi_giáo Dân_chủ Cộng_hoà Covid Euro EUR GDP CEO
 VND SUV ATM CSGT BĐS KCN USB PC CNTT GPS AI iPhone iPad Internet Noel World_Cup SEA_Games Asiad Euro_2016 World_Cup_2018 HĐQT BCH BTC CSĐT VĐV BCT UBTVQH TƯ TW ĐBQH BHXH BHYT HTX SN REUTERS GS TS Index
 Champions_League V-League Premier_League La_Liga Ngoại_hạng""".split())
ACRONYM = {w: "ORG" for w in """NATO EU ASEAN FIFA UEFA UNESCO UNICEF WHO WTO IMF FBI CIA OPEC APEC AFC VFF VPF BBC CNN AFP
 AP Reuters TTXVN VTV VOV EVN PVN FLC VNPT Viettel Vietcombank BIDV Vinamilk VinGroup Vingroup Google Facebook Apple Samsung
 Microsoft Twitter YouTube IS Hamas Hezbollah Taliban LHQ Liên_Hợp_Quốc Liên_hợp_quốc Liên_Hiệp_Quốc Lầu_Năm_Góc Nhà_Trắng
 Bộ_Quốc_phòng Barca Real_Madrid Barcelona Arsenal Chelsea Liverpool Man_City Man_Utd Manchester_United Tottenham Juventus
 Bayern_Munich PSG Uber Grab Huawei Sacombank OceanBank VPBank Techcombank KCNA Yonhap Vietnam_Airlines Bộ_Chính_trị Tuổi_Trẻ Facebook
 Chính_phủ Boeing Airbus Formosa Interpol Twitter""".split()}
ACRONYM.update({w: "LOC" for w in """Việt_Nam VN Mỹ Anh Pháp Đức Nga Nhật Nhật_Bản Trung_Quốc TQ Hàn_Quốc Triều_Tiên Lào Campuchia
 Thái_Lan Malaysia Singapore Indonesia Philippines Myanmar Brunei Ấn_Độ Pakistan Iran Iraq Syria Israel Palestine Thổ_Nhĩ_Kỳ
 Saudi_Arabia Ả_Rập_Saudi Qatar UAE Ai_Cập Libya Yemen Jordan Lebanon Kuwait Afghanistan Ukraine Ba_Lan Đài_Loan Hồng_Kông
 Hong_Kong Úc Australia New_Zealand Canada Mexico Brazil Argentina Cuba Venezuela Chile Colombia Peru Italia Ý Tây_Ban_Nha Bồ_Đào_Nha
 Hà_Lan Bỉ Thuỵ_Sĩ Thuỵ_Điển Na_Uy Phần_Lan Đan_Mạch Áo Hy_Lạp Hungary Séc Romania Bulgaria Serbia Croatia châu_Âu Châu_Âu châu_Á
 Châu_Á châu_Phi Châu_Phi Trung_Đông Đông_Nam_Á Biển_Đông Crimea Washington Bắc_Kinh Moscow Moskva Tokyo Seoul Bình_Nhưỡng London
 Paris Berlin New_York Bangkok Hà_Nội Hà_nội TP.HCM TPHCM HCM Hồ_Chí_Minh Sài_Gòn Đà_Nẵng Hải_Phòng Cần_Thơ Hoàng_Sa Trường_Sa
 Thái_Bình_Dương Ấn_Độ_Dương Đại_Tây_Dương Huế Ankara Damascus Tehran Hà_Tĩnh Thanh_Hoá Liên_Xô Nam_Phi Nigeria Kenya Sudan Ethiopia Bangladesh Nepal Sri_Lanka Mông_Cổ Kazakhstan Gruzia Belarus Anh_quốc Hoa_Kỳ""".split()})
SURNAME = set("""Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Lâm Mai Trương Hà Tạ Cao
 Lương Chu Châu Đào Tô Thái Kiều Quách La Thân Tăng Nghiêm Hứa Vương Kim Tôn Diệp Lưu Phùng Triệu Tống Từ Văn Khổng Đàm Mạc Doãn""".split())
ADMIN = LOC | {"nhân_dân", "tối_cao", "Nhân_dân"}
INITIAL = re.compile(r"[“\"'(‘\[«–-]$|^[.…!?:;]+$")


GLUED = ("Triều_Tiên_", "Hàn_Quốc_", "Trung_Quốc_", "Nhật_Bản_", "Thổ_Nhĩ_Kỳ_", "Việt_Nam_", "Thái_Lan_", "Hà_Nội_")


def common(w):
    """Only the first syllable of the word has a capital: "Thông_tin", a common word written large."""
    parts = w.split("_")
    return len(parts) > 1 and w not in ACRONYM and any(p[:1].islower() for p in parts[1:])


def split_country(w):
    """The set's segmenter glues a country to the person after it: "Triều_Tiên_Kim_Jong-un"."""
    for g in GLUED:
        if w.startswith(g) and w[len(g):len(g) + 1].isupper():
            return [g[:-1], w[len(g):]]
    return [w]


def cap(w):
    return w[:1].isupper() or (w.startswith("châu_") and w[5:6].isupper())


def main():
    path, n_read, n_out, out = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    sents, lower = [], collections.Counter()
    with open(path, encoding="utf-8") as f:
        for line in f:
            ws = [p for w in line.split() for p in split_country(w)]
            sents.append(ws)
            lower.update(w for w in ws if w[0].islower())
            if len(sents) >= n_read:
                break
    cue = collections.defaultdict(collections.Counter)
    for ws in sents:                                               # pass 1: class nouns before names
        for i in range(1, len(ws)):
            if cap(ws[i]) and not cap(ws[i - 1]) or (cap(ws[i]) and ws[i - 1] in PER | LOC | ORG_ANY):
                p = ws[i - 1]
                k = "PER" if p in PER else "LOC" if p in LOC else "ORG" if p in ORG_ANY else None
                if p in ("ở", "tại", "đến", "từ", "sang") and not cap(ws[i - 1]):
                    k = "LOC?"
                if k:
                    cue[ws[i]][k] += 1

    def by_form(w):
        if w in ACRONYM:
            return ACRONYM[w]
        parts = w.split("_")
        if len(parts) >= 3 and parts[0] in SURNAME and all(x[:1].isupper() for x in parts):
            return "PER"
        if len(parts) == 2 and parts[0] in SURNAME and parts[0] in ("Nguyễn", "Trần", "Phạm", "Phan", "Bùi", "Đặng", "Huỳnh", "Võ"):
            return "PER"
        return None

    def by_count(w):
        c = cue.get(w)
        if not c:
            return None
        votes = {k: c[k] for k in ("PER", "LOC", "ORG")}
        votes["LOC"] += 0.34 * c["LOC?"]
        k, n = max(votes.items(), key=lambda x: x[1])
        return k if n >= 2 and n >= 0.75 * sum(votes.values()) else None

    label_all(sents, n_out, out, by_form, by_count, lower)
    for seg, name in zip(sys.argv[5::2], sys.argv[6::2]):          # more files, labelled with the same counts
        with open(seg, encoding="utf-8") as f:
            label_all([line.split() for line in f], 10 ** 9, name, by_form, by_count, lower)


def label_all(sents, n_out, out, by_form, by_count, lower):
    kept, open_ = [], collections.Counter()
    for ws in sents:
        n = len(ws)
        if n < 6:
            continue
        lab, i, ok, any_ = ["O"] * n, 0, True, False
        start = True                                               # at a sentence or quotation start
        while i < n:
            w = ws[i]
            if not (cap(w) or w in ORG_ANY or w in LOC) or w in ("Ông", "Bà", "Anh", "Chị"):
                if not (w in ("Anh",) and i > 0):
                    start = bool(INITIAL.search(w))
                    i += 1
                    continue
            # organisation: class noun, then capitals, administrative nouns before capitals, and/comma inside
            if w in ORG_ANY:
                j = i + 1
                while j < n:
                    if cap(ws[j]) and ws[j] not in PER and by_form(ws[j]) != "PER" or re.fullmatch(r"[A-Z&.]+", ws[j]):
                        j += 1
                    elif ws[j] in ADMIN and j + 1 < n and cap(ws[j + 1]):
                        j += 2
                    elif ws[j] in ("và", "&", "-", "–", ",") and cap(w) and w in ("Bộ", "Sở", "Ban", "Vụ", "Cục", "Viện") and j + 1 < n \
                            and cap(ws[j + 1]) and ws[j + 1] not in ACRONYM and not by_form(ws[j + 1]) and ws[j + 1] not in ORG_ANY:
                        j += 2
                    elif ws[j] in ("nhân_dân", "tối_cao", "cổ_phần", "điều_tra", "cảnh_sát") and j + 1 < n:
                        j += 1
                    else:
                        break
                while j > i + 1 and not cap(ws[j - 1]):
                    j -= 1
                if j > i + 1 or w in ("Quốc_hội",) or re.fullmatch(r"UBND|TAND|HĐND", w):
                    lab[i:j] = ["B-ORG"] + ["I-ORG"] * (j - i - 1)
                    any_, start, i = True, False, j
                    continue
            if w == "nước" and i and ws[i - 1].lower().endswith("chủ_tịch"):
                i += 1                                             # "Chủ tịch nước Trần Đại Quang"
                continue
            if w in LOC and i + 1 < n and not common(ws[i + 1]) and (cap(ws[i + 1]) or ws[i + 1].isdigit() and w in ("quận", "Quận", "phường", "Phường")) and ws[i + 1] not in PER \
                    and ws[i + 1] not in ORG_ANY:
                j = i + 2
                while j < n and cap(ws[j]) and not by_form(ws[j]) and by_count(ws[j]) != "PER":
                    j += 1
                a = i + 1 if w in ("nước", "phố", "đường", "chợ", "cầu", "biển", "thủ_đô") else i
                lab[a:j] = ["B-LOC"] + ["I-LOC"] * (j - a - 1)
                any_, start, i = True, False, j
                continue
            if w in ORG_ANY or w in LOC or not cap(w):
                start, i = False, i + 1
                continue
            low = w[:1].lower() + w[1:]
            if start and lower[low] >= 2 and not by_form(w) or w in PER or low.lower() == w.lower() and start and lower[low] >= 1 and not by_form(w):
                start, i = False, i + 1                            # a common word at the start, or a title
                continue
            j = i + 1
            while j < n and cap(ws[j]) and ws[j] not in PER and ws[j] not in ORG_ANY and not by_form(ws[j]) and not by_form(w):
                j += 1
            prev = ws[i - 1] if i else ""
            kind = by_form(w) if j == i + 1 else None
            if prev == "nước" and i > 1 and ws[i - 2].lower().endswith("chủ_tịch"):
                prev = "chủ_tịch"
            if common(w):
                start, i = False, i + 1
                continue
            if prev in PER and not (w.isupper() and len(w) > 2) and not (kind == "ORG") and not (kind == "LOC" and prev not in PERSON_WORDS):
                kind = "PER"
            if w == "Đức" and j == i + 1 and prev in PERSON_WORDS:
                kind = "PER"                                       # "anh Đức", but "Thủ tướng Đức"
            if j == i + 1 and prev not in PERSON_WORDS and \
                    (w in ("Việt", "Hoa", "Kinh") or w == "Nam" and prev in ("miền", "phía", "vào", "hướng")):
                start, i = False, j                                # "phim Việt", "gốc Hoa"
                continue
            kind = kind or (by_count(w) if j == i + 1 else by_count(w) or by_count(ws[j - 1]))
            if j > i + 1 and kind == "LOC" and all(x in ACRONYM for x in ws[i:j]):
                j = i + 1
            if not kind and all(x in NOT_A_NAME or len(x) == 1 for x in ws[i:j]):
                start, i = False, j
                continue
            if not kind and lower[low] >= 5 and not "_" in w and not w.isupper():
                start, i = False, j                                # capitals of style ("Nhà nước", "Tết")
                continue
            if not kind:
                open_[w] += 1
                ok = False
                break
            lab[i:j] = ["B-" + kind] + ["I-" + kind] * (j - i - 1)
            any_, start, i = True, False, j
        if ok and (any_ or len(kept) % 5 == 0):
            kept.append((ws, lab))
            if len(kept) >= n_out:
                break
    with open(out, "w", encoding="utf-8") as f:
        for ws, lab in kept:
            f.write("".join(f"{w.replace('_', ' ')}\t{l}\n" for w, l in zip(ws, lab)) + "\n")
    c = collections.Counter(l for _, ls in kept for l in ls if l[0] == "B")
    print(len(sents), "read", len(kept), "kept", dict(c), "often open:", open_.most_common(40))


if __name__ == "__main__":
    main()
