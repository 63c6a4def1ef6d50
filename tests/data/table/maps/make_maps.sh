#!/usr/bin/env bash
# Makes the files of this folder, but the KML and GPX ones, from portage.csv with ogr2ogr (GDAL 3.6, package gdal-bin). usage: ./make_maps.sh
set -eu
cd "$(dirname "$0")"
rm -f portage.tab portage.dat portage.map portage.id portage.mif portage.mid portage.fgb portage.gml
from=(-oo AUTODETECT_TYPE=NO -oo X_POSSIBLE_NAMES=x -oo Y_POSSIBLE_NAMES=y -oo KEEP_GEOM_COLUMNS=NO portage.csv)
ogr2ogr -f "MapInfo File" -nln portage -s_srs EPSG:4326 -t_srs EPSG:2154 portage.tab "${from[@]}"
ogr2ogr -f "MapInfo File" -dsco FORMAT=MIF -nln portage -a_srs EPSG:4326 portage.mif "${from[@]}"
ogr2ogr -f FlatGeobuf -nln portage -a_srs EPSG:4326 portage.fgb "${from[@]}"
ogr2ogr -f GML -dsco XSISCHEMA=OFF -dsco FORMAT=GML3 -nln portage -a_srs EPSG:4326 portage.gml "${from[@]}"
