#!/usr/bin/env python3
"""Write N short invented articles as JSON Lines: the same N gives the same bytes.

usage: make_articles.py N >articles.jsonl
Templates in English, Indonesian and Vietnamese, filled from a fixed seed: pairs of states, days, figures, goods.
Nothing in them happened.
"""
import datetime
import json
import random
import sys

STATES = [
    # English, adjective, Indonesian, Vietnamese
    ("Norway", "Norwegian", "Norwegia", "Na Uy"), ("Peru", "Peruvian", "Peru", "Peru"), ("Kenya", "Kenyan", "Kenya", "Kenya"),
    ("Mongolia", "Mongolian", "Mongolia", "Mông Cổ"), ("Chile", "Chilean", "Chile", "Chile"), ("Laos", "Lao", "Laos", "Lào"),
    ("Morocco", "Moroccan", "Maroko", "Maroc"), ("Hungary", "Hungarian", "Hungaria", "Hungary"), ("Fiji", "Fijian", "Fiji", "Fiji"),
    ("Uruguay", "Uruguayan", "Uruguay", "Uruguay"), ("Ghana", "Ghanaian", "Ghana", "Ghana"), ("Nepal", "Nepali", "Nepal", "Nepal"),
    ("Cuba", "Cuban", "Kuba", "Cuba"), ("Iceland", "Icelandic", "Islandia", "Iceland"), ("Senegal", "Senegalese", "Senegal", "Senegal"),
    ("Vietnam", "Vietnamese", "Vietnam", "Việt Nam"), ("Indonesia", "Indonesian", "Indonesia", "Indonesia"),
]
FIRST = ["Amina", "Lars", "Ines", "Batu", "Sela", "Tomas", "Nadia", "Ruth", "Emil", "Karim", "Mira", "Jonas"]
LAST = ["Wekesa", "Halvorsen", "Quispe", "Ganbold", "Larrondo", "Bennani", "Szarvas", "Vilikesa", "Etchever", "Mensah", "Thapa", "Diarra"]
TOPICS = [("agriculture", "pertanian", "nông nghiệp"), ("education", "pendidikan", "giáo dục"), ("energy", "energi", "năng lượng"),
          ("tourism", "pariwisata", "du lịch"), ("health", "kesehatan", "y tế"), ("transport", "transportasi", "giao thông")]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
BULAN = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]

# What stands between the facts in an ordinary article.
FILLER = {
    "en": ["The guests were shown through the old town, where rain had kept most of the market stalls closed.",
           "Reporters waited for two hours in the lobby, and the coffee ran out before the doors opened.",
           "Few in the hall had expected the talks to last until the evening, a member of the staff said.",
           "The building, a former railway office, was painted again last spring and still smells of it.",
           "Both delegations praised the cooks, and somebody lost an umbrella that nobody has come to fetch.",
           "Observers note that work of this kind is slow, and that patience is worth more than speeches.",
           "Students who had come to see the motorcade went home wet but said they did not mind.",
           "A small exhibition of photographs was set up next to the stairs, with captions in two languages."],
    "id": ["Para tamu diajak berkeliling kota tua, dan hujan membuat sebagian besar kios di pasar tetap tutup.",
           "Wartawan menunggu dua jam di lobi, dan kopi habis sebelum pintu dibuka.",
           "Tidak banyak yang menyangka pembicaraan itu akan berlangsung hingga malam, kata seorang petugas.",
           "Gedung itu dahulu kantor kereta api dan baru dicat ulang pada musim lalu.",
           "Makanan yang disajikan dipuji banyak orang, dan sebuah payung tertinggal tanpa pemilik.",
           "Pengamat menilai pekerjaan seperti ini berjalan lambat dan membutuhkan kesabaran.",
           "Pelajar yang datang untuk melihat iring-iringan pulang dalam keadaan basah, tetapi tetap gembira.",
           "Pameran foto kecil digelar di dekat tangga dengan keterangan dalam dua bahasa."],
    "vi": ["Khách được đưa đi thăm khu phố cổ, nơi mưa khiến phần lớn các sạp chợ phải đóng cửa.",
           "Phóng viên chờ hai tiếng ở sảnh, và cà phê đã hết trước khi cửa mở.",
           "Ít người nghĩ rằng buổi làm việc sẽ kéo dài đến tối, một nhân viên cho biết.",
           "Tòa nhà vốn là trụ sở đường sắt cũ, vừa được sơn lại và vẫn còn mùi sơn.",
           "Nhiều người khen đầu bếp, còn một chiếc ô bị bỏ quên mà chưa ai đến nhận.",
           "Giới quan sát cho rằng công việc như thế này đi chậm và cần sự kiên nhẫn.",
           "Học sinh đến xem đoàn xe ra về trong mưa nhưng vẫn vui.",
           "Một triển lãm ảnh nhỏ được bày cạnh cầu thang với chú thích bằng hai thứ tiếng."],
}


def article(n, rng):
    a, b = rng.sample(STATES, 2)
    p, q = (f"{rng.choice(FIRST)} {rng.choice(LAST)}" for _ in range(2))
    topic = rng.choice(TOPICS)
    day = datetime.date(2018, 1, 1) + datetime.timedelta(days=rng.randrange(2500))
    whole, part, change, tons = rng.randrange(20, 900), rng.randrange(1, 10), rng.randrange(2, 40), rng.randrange(5, 90) * 10
    lang = ("en", "en", "id", "vi")[n % 4]
    if lang == "en":
        title = f"{a[0]} and {b[0]} ministers discuss {topic[0]}"
        text = (f"Foreign Minister {p} of {a[0]} met {b[1]} Foreign Minister {q} on {MONTHS[day.month - 1]} {day.day}.\n\n"
                f"Trade between {a[0]} and {b[0]} reached US${whole}.{part} million in {day.year - 1}, up {change} percent.\n\n"
                f"{a[0]} gave {b[0]} {tons} tons of rice in {day.year - 1}. {b[0]} asked {a[0]} to open its market for fruit.\n\n"
                f"The two ministers signed a memorandum of understanding on cooperation in {topic[0]}. "
                f"{q} said that {b[0]} is ready to work with {a[0]} in {topic[0]}.")
    elif lang == "id":
        title = f"Menlu {a[2]} dan {b[2]} bahas {topic[1]}"
        text = (f"Menteri Luar Negeri {a[2]} {p} bertemu dengan Menteri Luar Negeri {b[2]} {q} pada {day.day} {BULAN[day.month - 1]} {day.year}.\n\n"
                f"Nilai perdagangan {a[2]} dan {b[2]} pada {day.year - 1} mencapai {whole},{part} juta dolar AS, naik {change} persen.\n\n"
                f"{a[2]} memberikan {tons} ton beras kepada {b[2]} pada {day.year - 1}. {b[2]} meminta {a[2]} membuka pasar bagi buah.\n\n"
                f"Kedua menteri menandatangani nota kesepahaman tentang kerja sama {topic[1]}.")
    else:
        title = f"Bộ trưởng Ngoại giao {a[3]} và {b[3]} bàn về {topic[2]}"
        text = (f"Ngày {day.day}/{day.month}/{day.year}, Bộ trưởng Ngoại giao {a[3]} {p} đã hội đàm với Bộ trưởng Ngoại giao {b[3]} {q}.\n\n"
                f"Năm {day.year - 1}, kim ngạch thương mại giữa {a[3]} và {b[3]} đạt {whole},{part} triệu USD, tăng {change}%.\n\n"
                f"{a[3]} tặng {b[3]} {tons} tấn gạo. {b[3]} đề nghị {a[3]} mở cửa thị trường cho trái cây.\n\n"
                f"Hai bên đã ký Bản ghi nhớ về hợp tác {topic[2]}.")
    between = rng.sample(FILLER[lang], 6)
    parts = text.split("\n\n")
    text = "\n\n".join(p if k == 0 else " ".join(between[2 * k - 2:2 * k]) + "\n\n" + p for k, p in enumerate(parts))
    published = day + datetime.timedelta(days=1)
    return {"id": f"bench-{n:06}", "url": f"https://bench.example/{published:%Y/%m/%d}/{n}", "lang": lang,
            "published": published.isoformat(), "title": title, "text": text + "\n"}


def main():
    rng = random.Random(20260101)
    for n in range(int(sys.argv[1])):
        print(json.dumps(article(n, rng), ensure_ascii=False))


if __name__ == "__main__":
    main()
