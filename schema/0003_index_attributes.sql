-- Schema version 3: the values of chosen attributes can be indexed.

PRAGMA user_version = 3;

-- The keys whose values are indexed: `tracewh index`.
CREATE TABLE indexed_key (
  id  INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
);

-- The spans that have an attribute with such a key.
CREATE TABLE attribute_index (
  key     INTEGER NOT NULL REFERENCES indexed_key (id),
  value   NOT NULL,                                            -- a number; or JSON: of a string, its first 96 bytes, of a boolean, or {"doubleValue":…}
  trace   INTEGER NOT NULL REFERENCES trace (id),
  span_id INTEGER NOT NULL,
  PRIMARY KEY (key, value, trace, span_id)
) WITHOUT ROWID;
