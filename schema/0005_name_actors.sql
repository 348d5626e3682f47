-- Schema version 5: who acts in a trace is called so. The views keep their column `agents`.

PRAGMA user_version = 5;

ALTER TABLE trace RENAME COLUMN agents TO actors;                    -- JSON array of string ids, ascending: each span's worker, else agent, else orchestrator
