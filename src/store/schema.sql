-- schema.sql: the register. Plain tables and views, to be read with any SQLite tool.
-- article, article_version and claim are only ever added to; decision is append-only; fact, fact_claim, fact_party and
-- conflict are derived from claims and decisions and can be rebuilt (every block marked in dirty_block is due).

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE article (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,             -- the url, else the id or path of the input
    current INTEGER                      -- the version whose claims count: article_version.n
);

CREATE TABLE article_version (
    n INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article(n),
    doc TEXT NOT NULL,                   -- id of the document as the input gave it
    url TEXT, outlet TEXT, title TEXT, author TEXT,
    lang TEXT, lang_confidence REAL,
    published TEXT,                      -- EDTF day
    published_from TEXT,                 -- input, markup, url, text
    updated TEXT,
    retrieved TEXT NOT NULL,             -- when it was read (UTC)
    program TEXT NOT NULL,               -- version of the program that read it
    hash TEXT NOT NULL UNIQUE,           -- of article id, published, title and text
    sketch BLOB,                         -- 16 minima of its word shingles, for finding near copies
    syndicated_from INTEGER REFERENCES article_version(n),
    text TEXT NOT NULL                   -- the clean text; spans of claims are bytes of it
);
CREATE INDEX article_version_article ON article_version(article);
CREATE TABLE sketch_band (band INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (band, version)) WITHOUT ROWID;

CREATE TABLE claim (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,             -- of article hash, kind, json and span
    version INTEGER NOT NULL REFERENCES article_version(n),
    kind TEXT NOT NULL,
    block TEXT NOT NULL,                 -- claims of one block may speak of the same thing
    status TEXT NOT NULL,
    date TEXT,                           -- EDTF; the period of a figure
    span_start INTEGER NOT NULL,         -- bytes of article_version.text
    span_end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    speaker TEXT,
    rule TEXT,
    json TEXT NOT NULL                   -- all fields
);
CREATE INDEX claim_block ON claim(block);
CREATE INDEX claim_version ON claim(version);
CREATE VIRTUAL TABLE quote_search USING fts5(quote, content='claim', content_rowid='n',
    tokenize='unicode61 remove_diacritics 2');

CREATE TABLE decision (
    n INTEGER PRIMARY KEY,
    claim_a TEXT NOT NULL, claim_b TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
    who TEXT NOT NULL,                   -- 'program' or a person
    why TEXT,
    made TEXT NOT NULL,                  -- when (UTC)
    UNIQUE (claim_a, claim_b, verdict, who)
);
CREATE INDEX decision_person ON decision(claim_a) WHERE who <> 'program';

CREATE TABLE dirty_block (block TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE fact (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,             -- id of its earliest claim; every claim's id leads here through fact_claim
    block TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    date TEXT,                           -- EDTF; the period of a figure
    day_first INTEGER, day_last INTEGER, -- the same as days since 1970-01-01
    value REAL, unit TEXT, change REAL,
    sources INTEGER NOT NULL,
    conflicts INTEGER NOT NULL,          -- fields on which the sources differ
    json TEXT NOT NULL
);
CREATE INDEX fact_block ON fact(block);
-- The key stands first in tables without rowid: older SQLite's integrity_check takes other columns for NULL.
CREATE TABLE fact_claim (claim TEXT PRIMARY KEY, fact TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX fact_claim_fact ON fact_claim(fact);
CREATE TABLE fact_party (party TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (party, fact)) WITHOUT ROWID;
CREATE INDEX fact_party_fact ON fact_party(fact);
CREATE TABLE conflict (fact TEXT NOT NULL, field TEXT NOT NULL, claim TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (fact, field, claim)) WITHOUT ROWID;

CREATE TABLE party (code TEXT PRIMARY KEY, name TEXT NOT NULL, organisation INTEGER NOT NULL) WITHOUT ROWID;

-- Histories, read from the claims that count.
CREATE VIEW current_claim AS
    SELECT c.*, v.doc, v.url, v.outlet, v.published, fc.fact
    FROM fact_claim fc JOIN claim c ON c.id = fc.claim JOIN article_version v ON v.n = c.version;
CREATE VIEW post_held AS
    SELECT person, post, party, min(published) AS first_seen, max(published) AS last_seen, count(DISTINCT version) AS articles
    FROM (SELECT p.value ->> 'name' AS person, p.value ->> 'post' AS post, p.value ->> 'party' AS party, c.published, c.version
          FROM current_claim c, json_each(c.json, '$.people') p
          UNION ALL
          SELECT c.json ->> 'person', c.json ->> 'post', c.json ->> 'party', c.published, c.version
          FROM current_claim c WHERE c.kind = 'post')
    WHERE post IS NOT NULL GROUP BY person, post, party;
CREATE VIEW person AS
    SELECT name, party, min(published) AS first_seen, max(published) AS last_seen, count(DISTINCT version) AS articles
    FROM (SELECT p.value ->> 'name' AS name, p.value ->> 'party' AS party, c.published, c.version
          FROM current_claim c, json_each(c.json, '$.people') p
          UNION ALL
          SELECT c.json ->> 'person', c.json ->> 'party', c.published, c.version FROM current_claim c WHERE c.kind = 'post')
    GROUP BY name, party;
CREATE VIEW body AS
    SELECT json ->> 'name' AS name, json ->> 'parties' AS parties, json ->> 'what' AS what, json ->> 'number' AS number, date,
        status, id AS fact
    FROM fact WHERE kind = 'body';
CREATE VIEW agreement AS
    SELECT json ->> 'title' AS title, json ->> 'type' AS type, json ->> 'action' AS action, json ->> 'parties' AS parties, date,
        json ->> 'term' AS term, status, id AS fact
    FROM fact WHERE kind = 'agreement';
