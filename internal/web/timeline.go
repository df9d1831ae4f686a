package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/stemma/stemma"
)

// A stretch is the days that a date may mean, both included.
type stretch struct {
	from, to time.Time
	open     bool // one end is not told
	about    bool // the date is called uncertain or approximate
}

var (
	edtfDay    = regexp.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$`)
	edtfWeek   = regexp.MustCompile(`^(\d{4})-W(\d{2})(?:-(\d|WE))?`)
	edtfPart   = regexp.MustCompile(`^(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI|2[1-4])$`)
	edtfDecade = regexp.MustCompile(`^(\d{2,3})X{1,2}$`)
)

// stretchOf reads an EDTF date or interval or a TIMEX3 value; false for what
// names no days, as a duration or "the past".
func stretchOf(value string) (stretch, bool) {
	value = strings.TrimSpace(value)
	if from, to, ok := strings.Cut(value, "/"); ok {
		a, okA := stretchOf(from)
		b, okB := stretchOf(to)
		switch {
		case okA && okB:
			a.to, a.about = b.to, a.about || b.about
			return a, !a.to.Before(a.from)
		case okA:
			a.open, a.to = true, a.from
			return a, true
		case okB:
			b.open, b.from = true, b.to
			return b, true
		}
		return stretch{}, false
	}
	bare := strings.TrimRight(value, "?~%")
	s := stretch{about: bare != value}
	year := func(x string) int { n, _ := strconv.Atoi(x); return n }
	date := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	if m := edtfDay.FindStringSubmatch(bare); m != nil {
		y := year(m[1])
		switch {
		case m[2] == "":
			s.from, s.to = date(y, 1, 1), date(y, 12, 31)
		case m[3] == "":
			s.from = date(y, time.Month(year(m[2])), 1)
			s.to = s.from.AddDate(0, 1, -1)
		default:
			s.from = date(y, time.Month(year(m[2])), year(m[3]))
			s.to = s.from
		}
		return s, true
	}
	if m := edtfWeek.FindStringSubmatch(bare); m != nil {
		// The week of ISO 8601 that holds 4 January is the first.
		first := date(year(m[1]), 1, 4)
		monday := first.AddDate(0, 0, -(int(first.Weekday())+6)%7)
		s.from = monday.AddDate(0, 0, 7*(year(m[2])-1))
		s.to = s.from.AddDate(0, 0, 6)
		if m[3] == "WE" {
			s.from = s.from.AddDate(0, 0, 5)
		}
		return s, true
	}
	if m := edtfPart.FindStringSubmatch(bare); m != nil {
		months := map[string][2]int{
			"Q1": {1, 3}, "Q2": {4, 3}, "Q3": {7, 3}, "Q4": {10, 3}, "H1": {1, 6}, "H2": {7, 6},
			"SP": {3, 3}, "SU": {6, 3}, "FA": {9, 3}, "WI": {12, 3}, "21": {3, 3}, "22": {6, 3}, "23": {9, 3}, "24": {12, 3},
		}[m[2]]
		s.from = date(year(m[1]), time.Month(months[0]), 1)
		s.to = s.from.AddDate(0, months[1], -1)
		return s, true
	}
	if m := edtfDecade.FindStringSubmatch(bare); m != nil {
		first, span := year(m[1]), 1
		for i := len(m[1]); i < 4; i++ {
			first, span = 10*first, 10*span
		}
		s.from, s.to = date(first, 1, 1), date(first+span-1, 12, 31)
		return s, true
	}
	return stretch{}, false
}

// What a line of time is drawn with, in pixels.
const (
	lineWidth = 440
	laneStep  = 26
	tickLeast = 3 // the least width of a bar
)

// A lane is one date that is given for a happening.
type lane struct {
	Value         string
	Words         string // the date as people write it
	X, Y, Width   int
	Faded         bool // an end is uncertain: the month, the year, about
	Before, After bool // it lies outside what is drawn
	Origins       int
	Claim         stemma.ID
	stretch       stretch
}

// A happening is one event with the dates that accounts give for it.
type happening struct {
	Claim   *stemma.Claim
	Address string
	Lanes   []lane
	Height  int
	Rival   bool // the dates cannot all hold
	Said    []moment
	Printed []moment
	SaidIn  string // the said-dates in words
	PrintIn string
}

// A moment is a day on the line.
type moment struct {
	X     int
	Words string
}

// A tick is a day that the line names.
type tick struct {
	X     int
	Words string
}

// timeline shows events by their own dates.
func (s *server) timeline(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v := struct {
		Weighed    weighed
		Entity     *stemma.Entity
		From, To   string
		Narrowed   bool
		Happenings []happening
		Ticks      []tick
		Width      int
		Total      int
		Pager      pager
	}{Width: lineWidth, From: strings.TrimSpace(r.FormValue("since")), To: strings.TrimSpace(r.FormValue("until"))}
	var err error
	if v.Weighed, err = s.weighed(ctx); err != nil {
		return err
	}
	if v.Entity, err = s.askedEntity(r); err != nil {
		return err
	}
	bounds := [2]stretch{}
	for i, given := range []string{v.From, v.To} {
		if given == "" {
			continue
		}
		var ok bool
		if bounds[i], ok = stretchOf(given); !ok {
			return &stemma.Error{Kind: stemma.Invalid, Op: "draw the timeline", Err: fmt.Errorf("%q is no date", given), Hint: "Write a date as 2017-03-09, 2017-03 or 2017."}
		}
	}
	v.Narrowed = v.From+v.To != "" || v.Entity != nil
	var all []happening
	if v.Entity != nil {
		all, err = s.happenings(ctx, v.Entity.ID)
	} else {
		all, err = held(ctx, s, "happenings", func() ([]happening, error) { return s.happenings(ctx, "") })
	}
	if err != nil {
		return err
	}
	all = slices.Clone(all)
	all = slices.DeleteFunc(all, func(h happening) bool {
		first, last := h.reach()
		return v.From != "" && last.Before(bounds[0].from) || v.To != "" && first.After(bounds[1].to)
	})
	v.Total = len(all)
	from := min(offset(r), len(all))
	rows := all[from:]
	rows, v.Pager = page(r, from, rows[:min(len(rows), pageSize+1)])
	begin, end := drawnReach(rows)
	if v.From != "" {
		begin = bounds[0].from
	}
	if v.To != "" {
		end = bounds[1].to
	}
	if !end.After(begin) {
		end = begin.AddDate(0, 0, 1)
	}
	v.Ticks = ticks(begin, end)
	for i := range rows {
		rows[i].Lanes = slices.Clone(rows[i].Lanes) // those that are held stay as they are
		if err := s.place(ctx, &rows[i], begin, end); err != nil {
			return err
		}
	}
	v.Happenings = rows
	return s.render(w, r, "timeline", "Timeline", v)
}

// happenings are the events of the case that a claim is about and for which a
// statement gives a date, by their first day. Several claims on one happening
// (how many, where, whether) are one row.
func (s *server) happenings(ctx context.Context, entity stemma.ID) ([]happening, error) {
	claims, err := collect(s.view.Claims(ctx, stemma.ClaimFilter{Entity: entity}), 0)
	if err != nil {
		return nil, err
	}
	rank := map[stemma.Question]int{stemma.AskDate: 0, stemma.AskWhether: 1, stemma.AskNumber: 2, stemma.AskStatus: 3, stemma.AskPlace: 4, stemma.AskIdentity: 5, stemma.AskWording: 6}
	slices.SortStableFunc(claims, func(a, b *stemma.Claim) int { return cmp.Compare(rank[a.Question], rank[b.Question]) })
	taken := map[stemma.ID]string{} // the dates by which a statement already stands in a row
	var out []happening
	for _, c := range claims {
		if c.Question == stemma.AskWording {
			continue
		}
		h := happening{Claim: c, Address: claimAddress(c.ID)}
		seen, anew := map[string]bool{}, false
		for _, m := range c.Members {
			value := m.Happened
			if c.Question == stemma.AskDate {
				value = cmp.Or(m.Value, m.Happened)
			}
			x, ok := stretchOf(value)
			if !ok || m.Stance == stemma.Denies && c.Question == stemma.AskDate {
				continue
			}
			if taken[m.Statement] != value {
				anew = true
			}
			if !seen[value] {
				seen[value] = true
				h.Lanes = append(h.Lanes, lane{Value: value, Words: dayOf(value), stretch: x, Claim: c.ID})
			}
		}
		if len(h.Lanes) == 0 || !anew {
			continue
		}
		for _, m := range c.Members {
			if taken[m.Statement] == "" {
				taken[m.Statement] = cmp.Or(m.Happened, m.Value)
			}
		}
		slices.SortStableFunc(h.Lanes, func(a, b lane) int {
			return cmp.Or(a.stretch.from.Compare(b.stretch.from), a.stretch.to.Compare(b.stretch.to), cmp.Compare(a.Value, b.Value))
		})
		out = append(out, h)
	}
	slices.SortStableFunc(out, func(a, b happening) int {
		x, _ := a.reach()
		y, _ := b.reach()
		return cmp.Or(x.Compare(y), cmp.Compare(a.Claim.ID, b.Claim.ID))
	})
	return out, nil
}

// dayOf is a date in words; a part of the day that TIMEX3 names stays told.
func dayOf(value string) string {
	parts := map[string]string{"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night"}
	if d, t, ok := strings.Cut(value, "T"); ok && parts[t] != "" {
		return day(d) + ", " + parts[t]
	}
	if a, b, ok := strings.Cut(value, "/"); ok {
		switch {
		case strings.Trim(a, ".") == "":
			return "until " + day(b)
		case strings.Trim(b, ".") == "":
			return "from " + day(a)
		}
		return day(a) + " to " + day(b)
	}
	if bare := strings.TrimRight(value, "?~%"); bare != value {
		return "about " + day(bare)
	}
	return day(value)
}

// reach is from the first to the last day that any account gives.
func (h *happening) reach() (first, last time.Time) {
	for i, l := range h.Lanes {
		if i == 0 || l.stretch.from.Before(first) {
			first = l.stretch.from
		}
		if i == 0 || l.stretch.to.After(last) {
			last = l.stretch.to
		}
	}
	return first, last
}

// drawnReach is what the line shows: all but the outermost twentieth at each
// end, so that one date of another century does not press all others together.
func drawnReach(rows []happening) (begin, end time.Time) {
	var firsts, lasts []time.Time
	for i := range rows {
		for _, l := range rows[i].Lanes {
			firsts, lasts = append(firsts, l.stretch.from), append(lasts, l.stretch.to)
		}
	}
	if len(firsts) == 0 {
		return time.Time{}, time.Time{}
	}
	slices.SortFunc(firsts, time.Time.Compare)
	slices.SortFunc(lasts, time.Time.Compare)
	cut := len(firsts) / 20
	begin, end = firsts[cut], lasts[len(lasts)-1-cut]
	pad := max(end.Sub(begin)/40, 12*time.Hour)
	return begin.Add(-pad), end.Add(pad)
}

// ticks are the days that the line names: about six of them.
func ticks(begin, end time.Time) []tick {
	days := end.Sub(begin).Hours() / 24
	var out []tick
	add := func(t time.Time, layout string) {
		if x, before, after := across(t, begin, end); !before && !after {
			out = append(out, tick{x, t.Format(layout)})
		}
	}
	switch {
	case days <= 120:
		step := max(1, int(days/6))
		for t := begin.Truncate(24 * time.Hour); !t.After(end); t = t.AddDate(0, 0, step) {
			add(t, "2 Jan")
		}
	case days <= 365*5:
		step := max(1, int(days/30/5))
		for t := time.Date(begin.Year(), begin.Month(), 1, 0, 0, 0, 0, time.UTC); !t.After(end); t = t.AddDate(0, step, 0) {
			add(t, "Jan 2006")
		}
	default:
		step := max(1, int(days/365/6))
		for t := time.Date(begin.Year(), 1, 1, 0, 0, 0, 0, time.UTC); !t.After(end); t = t.AddDate(step, 0, 0) {
			add(t, "2006")
		}
	}
	return out
}

// across is where a moment lies on the line.
func across(t, begin, end time.Time) (x int, before, after bool) {
	switch {
	case t.Before(begin):
		return 0, true, false
	case t.After(end):
		return lineWidth, false, true
	}
	return int(lineWidth * float64(t.Sub(begin)) / float64(end.Sub(begin))), false, false
}

// place says where the dates of a happening are drawn, how many independent
// origins each has, and when its statements were said and printed.
func (s *server) place(ctx context.Context, h *happening, begin, end time.Time) error {
	origins := map[string]int{}
	found, err := collect(s.view.Assessments(ctx, stemma.AssessmentFilter{Claim: h.Claim.ID}), 0)
	if err != nil {
		return err
	}
	value := map[stemma.ID]string{}
	for _, m := range h.Claim.Members {
		value[m.Statement] = m.Happened
		if h.Claim.Question == stemma.AskDate {
			value[m.Statement] = cmp.Or(m.Value, m.Happened)
		}
	}
	for _, a := range found[:min(len(found), 1)] { // all have the same witnesses
		for _, side := range a.Sides {
			for _, x := range side.Witnesses {
				if !x.Independent() || side.Stance == stemma.TakenBack {
					continue
				}
				origins[value[x.Origin]]++
			}
		}
	}
	for i := range h.Lanes {
		l := &h.Lanes[i]
		x, before, _ := across(l.stretch.from, begin, end)
		to, _, after := across(l.stretch.to.AddDate(0, 0, 1), begin, end)
		l.X, l.Width, l.Y = x, max(tickLeast, to-x), i*laneStep
		l.Before, l.After = before, after && l.stretch.to.After(end)
		if l.X+l.Width > lineWidth {
			l.X = lineWidth - l.Width
		}
		l.Faded = l.stretch.open || l.stretch.about || l.stretch.to.After(l.stretch.from)
		l.Origins = origins[l.Value]
	}
	h.Height = laneStep * len(h.Lanes)
	for i := 1; i < len(h.Lanes); i++ {
		for k := range i {
			a, b := h.Lanes[k].stretch, h.Lanes[i].stretch
			h.Rival = h.Rival || !a.open && !b.open && (a.to.Before(b.from) || b.to.Before(a.from))
		}
	}
	said, printed := map[string]bool{}, map[string]bool{}
	docs := map[stemma.ID]bool{}
	for _, m := range h.Claim.Members {
		st, err := s.view.Statement(ctx, m.Statement)
		if stemma.KindOf(err) == stemma.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		for _, link := range st.Chain {
			said[link.Said] = true
		}
		if docs[st.Doc] {
			continue
		}
		docs[st.Doc] = true
		doc, err := s.view.Document(ctx, st.Doc)
		if err != nil {
			return err
		}
		if doc.Published != nil {
			d, _, _ := strings.Cut(doc.Published.Value, "T")
			printed[d] = true
		}
	}
	h.Said, h.SaidIn = marksOf(said, begin, end)
	h.Printed, h.PrintIn = marksOf(printed, begin, end)
	return nil
}

// marksOf are days on the line and, in words, all of them.
func marksOf(days map[string]bool, begin, end time.Time) (out []moment, words string) {
	var all []string
	for d := range days {
		if _, ok := stretchOf(d); ok {
			all = append(all, d)
		}
	}
	slices.Sort(all)
	var named []string
	for _, d := range all {
		x, _ := stretchOf(d)
		if at, before, after := across(x.from, begin, end); !before && !after {
			out = append(out, moment{at, dayOf(d)})
		}
		named = append(named, dayOf(d))
	}
	if len(named) > 4 {
		return out, named[0] + " to " + named[len(named)-1]
	}
	return out, strings.Join(named, ", ")
}
