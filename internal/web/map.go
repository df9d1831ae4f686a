package web

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// An atlas is the countries of the world as the map draws them. It comes from the
// npm package world-atlas, which has them of Natural Earth at 1 to 110 million.
type atlas struct {
	countries []country
	byName    map[string]int
}

// A country is drawn by its outline.
type country struct {
	Name string
	Path string // of its outlines, in pixels of the map
	X, Y int    // in the middle of its largest part
}

// What the map is drawn with, in pixels: degrees lie evenly (plate carrée), from
// the south of Chile to the north of Greenland.
const (
	mapWidth  = 960
	mapNorth  = 84.0
	mapSouth  = -57.0
	perDegree = mapWidth / 360.0
	mapHeight = 376
)

// A topology is TopoJSON, as far as it is used here: arcs of differences between
// whole numbers, to be scaled and moved.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]int
	Objects   struct {
		Countries struct {
			Geometries []struct {
				Type       string
				Arcs       json.RawMessage
				Properties struct{ Name string }
			}
		}
	}
}

// world is the atlas of the files that were built, nil where they were not.
var world = sync.OnceValues(func() (*atlas, error) {
	data, err := embedded.ReadFile("built/world.json")
	if err != nil {
		return nil, nil // the pages work without what npm brings
	}
	return readAtlas(data)
})

func readAtlas(data []byte) (*atlas, error) {
	var t topology
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, fmt.Errorf("read the atlas: %w", err)
	}
	arcs := make([][][2]float64, len(t.Arcs))
	for i, arc := range t.Arcs {
		x, y := 0, 0
		for _, d := range arc {
			x, y = x+d[0], y+d[1]
			arcs[i] = append(arcs[i], [2]float64{float64(x)*t.Transform.Scale[0] + t.Transform.Translate[0], float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1]})
		}
	}
	a := &atlas{byName: map[string]int{}}
	for _, g := range t.Objects.Countries.Geometries {
		var parts [][][]int
		switch g.Type {
		case "Polygon":
			var one [][]int
			if err := json.Unmarshal(g.Arcs, &one); err != nil {
				return nil, fmt.Errorf("read the outline of %s: %w", g.Properties.Name, err)
			}
			parts = [][][]int{one}
		case "MultiPolygon":
			if err := json.Unmarshal(g.Arcs, &parts); err != nil {
				return nil, fmt.Errorf("read the outlines of %s: %w", g.Properties.Name, err)
			}
		default:
			continue
		}
		c := country{Name: g.Properties.Name}
		var path strings.Builder
		largest := 0.0
		for _, part := range parts {
			for i, ring := range part {
				points, err := outline(arcs, ring)
				if err != nil {
					return nil, fmt.Errorf("read the outline of %s: %w", c.Name, err)
				}
				west, east, south, north := bounds(points)
				if east-west > 350 && c.Name != "Antarctica" {
					continue // it would be drawn across the whole map
				}
				for k, p := range points {
					x, y := project(p)
					fmt.Fprintf(&path, "%c%.1f %.1f", "ML"[min(k, 1)], x, y)
				}
				path.WriteByte('Z')
				if size := (east - west) * (north - south); i == 0 && size > largest {
					largest = size
					x, y := project([2]float64{(west + east) / 2, (south + north) / 2})
					c.X, c.Y = int(math.Round(x)), int(math.Round(y))
				}
			}
		}
		c.Path = path.String()
		a.byName[folded(c.Name)] = len(a.countries)
		a.countries = append(a.countries, c)
	}
	return a, nil
}

// outline joins arcs to a ring; the number ^n stands for arc n backwards.
func outline(arcs [][][2]float64, ring []int) (points [][2]float64, err error) {
	for _, n := range ring {
		back := n < 0
		if back {
			n = ^n
		}
		if n >= len(arcs) {
			return nil, fmt.Errorf("there is no arc %d", n)
		}
		arc := slices.Clone(arcs[n])
		if back {
			slices.Reverse(arc)
		}
		points = append(points, arc...)
	}
	return points, nil
}

func bounds(points [][2]float64) (west, east, south, north float64) {
	west, east, south, north = 180, -180, 90, -90
	for _, p := range points {
		west, east = min(west, p[0]), max(east, p[0])
		south, north = min(south, p[1]), max(north, p[1])
	}
	return west, east, south, north
}

// project is where a place, in degrees east and north, lies on the map.
func project(p [2]float64) (x, y float64) {
	return (p[0] + 180) * perDegree, (mapNorth - max(mapSouth-3, p[1])) * perDegree
}

// folded is a name as countries are looked up by it.
func folded(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.Join(strings.Fields(strings.ReplaceAll(name, ".", "")), " "), "the "))
}

// shortened are usual names of countries for which the atlas has another.
var shortened = map[string]string{
	"united states": "united states of america", "us": "united states of america", "usa": "united states of america", "america": "united states of america",
	"uk": "united kingdom", "britain": "united kingdom", "great britain": "united kingdom", "england": "united kingdom", "scotland": "united kingdom", "wales": "united kingdom",
	"uae": "united arab emirates", "czech republic": "czechia", "ivory coast": "côte d'ivoire", "congo": "congo", "drc": "dem rep congo", "democratic republic of congo": "dem rep congo",
	"democratic republic of the congo": "dem rep congo", "central african republic": "central african rep", "dominican republic": "dominican rep", "bosnia": "bosnia and herz",
	"bosnia and herzegovina": "bosnia and herz", "north macedonia": "macedonia", "south sudan": "s sudan", "western sahara": "w sahara", "burma": "myanmar", "swaziland": "eswatini",
	"islamic republic of iran": "iran", "russian federation": "russia", "syrian arab republic": "syria", "turkiye": "turkey", "türkiye": "turkey", "holland": "netherlands",
	"timor": "timor-leste", "east timor": "timor-leste", "palestinian territories": "palestine",
}

// find is the country of that name, nil if there is none.
func (a *atlas) find(names ...string) *country {
	for _, n := range names {
		f := folded(n)
		i, ok := a.byName[f]
		if !ok {
			i, ok = a.byName[shortened[f]]
		}
		if ok {
			return &a.countries[i]
		}
	}
	return nil
}

// A place is a place that claims are about or that they name as where it was.
type place struct {
	*stemma.Entity
	Country *country // nil where its position is not known
	Claims  int
	Origins int // independent ones behind all of them
	Address string
	R       int
	Label   bool
}

// world shows the places of claims on a map, and names those whose position is
// not known.
func (s *server) world(w http.ResponseWriter, r *http.Request) error {
	v, err := held(r.Context(), s, "map", func() (mapPage, error) { return s.lay(r.Context()) })
	if err != nil {
		return err
	}
	if v.Weighed, err = s.weighed(r.Context()); err != nil {
		return err
	}
	return s.render(w, r, "map", "Map", v)
}

type mapPage struct {
	Weighed        weighed
	Built          bool
	Countries      []country
	Known, Unknown []*place
	Told           map[string]bool
	Width, Height  int
}

// lay lays the places of the case on the map.
func (s *server) lay(ctx context.Context) (mapPage, error) {
	v := mapPage{Width: mapWidth, Height: mapHeight, Told: map[string]bool{}}
	earth, err := world()
	if err != nil {
		return v, err
	}
	places, err := s.places(ctx)
	if err != nil {
		return v, err
	}
	if earth != nil {
		v.Built, v.Countries = true, earth.countries
	}
	for _, p := range places {
		names := []string{p.Name}
		for _, a := range p.Aliases {
			names = append(names, a.Name)
		}
		if earth != nil {
			p.Country = earth.find(names...)
		}
		if p.Country == nil {
			v.Unknown = append(v.Unknown, p)
			continue
		}
		v.Told[p.Country.Name] = true
		p.R = 4 + min(8, p.Origins)
		p.Label = !slices.ContainsFunc(v.Known, func(q *place) bool {
			return q.Label && max(q.Country.X-p.Country.X, p.Country.X-q.Country.X) < 70 && max(q.Country.Y-p.Country.Y, p.Country.Y-q.Country.Y) < 16
		})
		v.Known = append(v.Known, p)
	}
	return v, nil
}

// places are the named places that claims are about, those with most independent
// origins first.
func (s *server) places(ctx context.Context) ([]*place, error) {
	places := map[stemma.ID]*place{}
	for e, err := range s.view.Entities(ctx, stemma.EntityFilter{Type: nlp.Place}) {
		if err != nil {
			return nil, err
		}
		places[e.ID] = &place{Entity: e, Address: "/claims?entity=" + string(e.ID)}
	}
	origins := map[stemma.ID]map[string]bool{}
	witnesses, err := s.standings(ctx)
	if err != nil {
		return nil, err
	}
	var out []*place
	for c, err := range s.view.Claims(ctx, stemma.ClaimFilter{}) {
		if err != nil {
			return nil, err
		}
		about := map[stemma.ID]bool{}
		for _, e := range c.Entities {
			about[e] = true
		}
		for _, m := range c.Members {
			about[m.Place] = true
		}
		of, err := witnesses.claim(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		for id := range about {
			p := places[id]
			if p == nil {
				continue
			}
			if p.Claims == 0 {
				out = append(out, p)
				origins[id] = map[string]bool{}
			}
			p.Claims++
			for _, w := range of {
				origins[id][w.Origin] = true
			}
		}
	}
	for _, p := range out {
		p.Origins = len(origins[p.ID])
	}
	slices.SortFunc(out, func(a, b *place) int {
		return cmp.Or(cmp.Compare(b.Origins, a.Origins), cmp.Compare(b.Claims, a.Claims), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}
