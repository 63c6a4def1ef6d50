#!/usr/bin/env python3
"""Makes the SQLite files of this folder. usage: make_database.py [FOLDER]"""
import os
import sqlite3
import sys


SCHEMA = r"""
        PRAGMA page_size=512;
        CREATE TABLE inscrits (id INTEGER PRIMARY KEY, nom TEXT, code_postal VARCHAR(5), montant REAL, photo BLOB);
        INSERT INTO inscrits VALUES (7, 'Durand', '01000', 0.1, x'FFD8FF00'), (3, 'Étienne', '75011', 12, NULL),
          (9, 'Nul' || char(0) || 'le', NULL, 1e15, x'');
        CREATE INDEX par_nom ON inscrits (nom);
        CREATE TABLE [deux mots "cités"] (a, b, PRIMARY KEY (b, a)) WITHOUT ROWID;
        INSERT INTO [deux mots "cités"] VALUES (2, 'y'), (1, 'x');
        CREATE VIEW noms AS SELECT nom FROM inscrits;
        CREATE VIEW cassee AS SELECT rien FROM absente;
        CREATE VIRTUAL TABLE zones USING rtree(id, x1, x2);
        CREATE TABLE gpkg_contents (table_name TEXT);
"""


def make_database(path):
    base = sqlite3.connect(path)
    base.executescript(SCHEMA)
    base.close()


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(folder, "tables.sqlite")
    if os.path.exists(path):
        os.remove(path)
    make_database(path)


if __name__ == "__main__":
    main()
