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
    published = day + datetime.timedelta(days=1)
    return {"id": f"bench-{n:06}", "url": f"https://bench.example/{published:%Y/%m/%d}/{n}", "lang": lang,
            "published": published.isoformat(), "title": title, "text": text + "\n"}


def main():
    rng = random.Random(20260101)
    for n in range(int(sys.argv[1])):
        print(json.dumps(article(n, rng), ensure_ascii=False))


if __name__ == "__main__":
    main()
