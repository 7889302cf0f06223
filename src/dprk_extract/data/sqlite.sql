-- The tables of `--format sqlite`. Ids are content hashes, so that the same input adds nothing twice.
create table if not exists documents (
    id text primary key, source_id text not null, path text not null, title text, publisher text, published text,
    published_from text, chars integer not null, sha256 text not null, tagger text not null
);
create table if not exists speakers (
    id text primary key, name text not null, kind text not null, country text
);
create table if not exists quotes (
    id text primary key, document text not null references documents (id), kind text not null,
    start integer not null, "end" integer not null, text text not null, fragments text not null,
    speaker text references speakers (id), resolved_by text, mention text, cue text, said_on text,
    via text not null, negated integer not null, confidence real not null, evidence text not null
);
create table if not exists dates (
    id text primary key, document text not null references documents (id), start integer not null,
    "end" integer not null, text text not null, timex_type text not null, value text not null, edtf text,
    earliest text, latest text, anchor text, confidence real not null
);
create table if not exists numbers (
    id text primary key, document text not null references documents (id), start integer not null,
    "end" integer not null, text text not null, value real not null, value_high real, unit text, unit_text text,
    unit_kind text, bound text not null, what text, base_value real, base_unit text,
    claimed_by text references quotes (id), negated integer not null, planned integer not null,
    confidence real not null
);
create table if not exists groups (
    id text primary key, text text not null, speaker text, sources integer not null, first_published text,
    last_published text
);
create table if not exists members (
    "group" text not null references groups (id), statement text not null,
    document text not null references documents (id), outlet text not null, start integer not null,
    "end" integer not null, text text not null, kind text not null, speaker text, copy_of text,
    primary key ("group", statement)
);
create table if not exists conflicts (
    id text primary key, field text not null, score real not null,
    a_document text not null references documents (id), a_outlet text not null, a_value text not null,
    a_start integer not null, a_end integer not null, a_text text not null,
    b_document text not null references documents (id), b_outlet text not null, b_value text not null,
    b_start integer not null, b_end integer not null, b_text text not null
);
create table if not exists relations (
    a text not null, b text not null, reason text not null, score real not null, primary key (a, b)
);
create table if not exists timeline (
    id text primary key, date text, earliest text, latest text, date_text text, text text not null,
    kind text not null, speaker text, sources integer not null
);
create index if not exists quotes_by_document on quotes (document);
create index if not exists quotes_by_speaker on quotes (speaker);
create index if not exists dates_by_document on dates (document);
create index if not exists numbers_by_document on numbers (document);
create virtual table if not exists quotes_search using fts5 (text, content="quotes");
