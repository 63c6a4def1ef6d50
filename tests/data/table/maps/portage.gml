<?xml version="1.0" encoding="utf-8" ?>
<ogr:FeatureCollection
     xmlns:ogr="http://ogr.maptools.org/"
     xmlns:gml="http://www.opengis.net/gml">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>43.6 3.876716</gml:lowerCorner><gml:upperCorner>43.610769 3.9</gml:upperCorner></gml:Envelope></gml:boundedBy>
                                                                                                                                                          
  <ogr:featureMember>
    <ogr:portage gml:id="portage.0">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>43.610769 3.876716</gml:lowerCorner><gml:upperCorner>43.610769 3.876716</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>43.610769 3.876716</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:code>007</ogr:code>
      <ogr:nom>Abgrallou</ogr:nom>
      <ogr:telephone>0639980101</ogr:telephone>
      <ogr:naissance>1941-03-07</ogr:naissance>
      <ogr:remarque>voit sa fille, le dimanche</ogr:remarque>
    </ogr:portage>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:portage gml:id="portage.1">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>43.6 3.9</gml:lowerCorner><gml:upperCorner>43.6 3.9</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>43.6 3.9</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:code>0012345678901234567</ogr:code>
      <ogr:nom>Kerbrazou</ogr:nom>
      <ogr:telephone>0639980102</ogr:telephone>
      <ogr:naissance>1938-11-21</ogr:naissance>
      <ogr:remarque>É à l'étage</ogr:remarque>
    </ogr:portage>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:portage gml:id="portage.2">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>43.61 3.88123</gml:lowerCorner><gml:upperCorner>43.61 3.88123</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>43.61 3.88123</gml:pos></gml:Point></ogr:geometryProperty>
      <ogr:code>1.10</ogr:code>
      <ogr:nom>Lannuzel</ogr:nom>
      <ogr:telephone></ogr:telephone>
      <ogr:naissance></ogr:naissance>
      <ogr:remarque></ogr:remarque>
    </ogr:portage>
  </ogr:featureMember>
</ogr:FeatureCollection>
