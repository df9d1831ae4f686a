package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/stemma/stemma"
)

// An entry is a judgement of the log in words.
type entry struct {
	*stemma.Judgement
	of        *stemma.Judgement // what it retracts
	Retracted *stemma.Judgement // by what it was retracted
	Address   string            // of its statement, "" where it fits none
	Was       stemma.Anchor     // the place judged
	Should    *stemma.Anchor    // for a correction
	Other     *stemma.Anchor    // the second of two, for a judgement on who is who
	Chain     []rung            // of its statement as it is read now, nil where it fits none
	Unheld    string            // why it does not hold, "" where it does
}

// entries puts the log in words, the latest first.
func entries(log []*stemma.Judgement) []entry {
	byID := map[stemma.ID]*stemma.Judgement{}
	retracted := map[stemma.ID]*stemma.Judgement{}
	for _, j := range log {
		byID[j.ID] = j
	}
	for _, j := range slices.Backward(log) {
		if j.Kind == stemma.Retract && retracted[j.ID] == nil {
			retracted[j.Retracts] = j
		}
	}
	var out []entry
	for _, j := range slices.Backward(log) {
		e := entry{Judgement: j, Retracted: retracted[j.ID]}
		place := j
		if j.Kind == stemma.Retract {
			for e.of = byID[j.Retracts]; e.of != nil && e.of.Kind == stemma.Retract; {
				e.of = byID[e.of.Retracts]
			}
			place = e.of
		}
		if place != nil {
			switch {
			case place.Kind.OfDocuments() && len(place.About) == 2 && place.Statement != "":
				e.Address = compareAddress(place.About[0].Doc, place.About[1].Doc)
			case place.Kind.OnIdentity() && len(place.About) == 2 && place.Statement != "":
				e.Address = placeAddress(place.About[0].Doc, place.About[0].Spans[0])
				e.Other = &place.About[1]
			case place.OfSource() && place.Statement != "":
				e.Address = placeAddress(place.About[0].Doc, place.About[0].Spans[0])
			case place.OnStatement():
				e.Address = "/statements/" + string(place.Statement)
			}
			if len(place.About) > 0 {
				e.Was = place.About[0]
			}
			if place.Kind.OnClaims() && len(place.About) == 2 {
				e.Other = &place.About[1]
			}
			if place.Kind.OfDocuments() && len(place.About) == 2 {
				e.Was.Quote = place.About[0].Path + " and " + place.About[1].Path
			}
		}
		if j.Kind == stemma.Correct && len(j.About) > 1 {
			e.Should = &j.About[1]
		}
		out = append(out, e)
	}
	return out
}

// chains gives entries the chains of their statements, so that no words stand
// in the log as if nobody had said them.
func (s *server) chains(ctx context.Context, es []entry) error {
	sheets := map[stemma.ID]*sheet{}
	for i := range es {
		of := cmp.Or(es[i].of, es[i].Judgement)
		if !of.OnStatement() {
			continue
		}
		id := of.Statement
		st, err := s.view.Statement(ctx, id)
		if err != nil {
			return err
		}
		if sheets[st.Doc] == nil {
			doc, err := s.view.Document(ctx, st.Doc)
			if err != nil {
				return err
			}
			sheets[st.Doc] = newSheet(doc, nil, nil)
		}
		es[i].Chain = sheets[st.Doc].rungs(st)
	}
	return nil
}

// log shows what persons decided.
func (s *server) log(w http.ResponseWriter, r *http.Request) error {
	return s.logPage(w, r, http.StatusOK, form{By: remembered(r)}, stemma.ID(r.FormValue("open")))
}

func (s *server) logPage(w http.ResponseWriter, r *http.Request, status int, f form, open stemma.ID) error {
	log, err := stemma.Log(r.Context(), s.view)
	if err != nil {
		return err
	}
	all := entries(log)
	if s.opts.Overruled != nil {
		unheld, err := s.opts.Overruled(r.Context(), s.view)
		if err != nil {
			return err
		}
		for i := range all {
			all[i].Unheld = unheld[all[i].ID]
		}
	}
	v := struct {
		Total   int
		Entries []entry
		Pager   pager
		Form    form
		Open    stemma.ID // the entry whose form was sent
	}{Total: len(all), Form: f, Open: open}
	from := min(offset(r), len(all))
	all = all[from:]
	v.Entries, v.Pager = page(r, from, all[:min(len(all), pageSize+1)])
	if err := s.chains(r.Context(), v.Entries); err != nil {
		return err
	}
	return s.renderStatus(w, r, status, "log", "Log of judgements", v)
}

// retract adds to the log that a judgement is taken back.
func (s *server) retract(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	id := stemma.ID(r.PathValue("id"))
	log, err := stemma.Log(r.Context(), s.view)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(log, func(j *stemma.Judgement) bool { return j.ID == id })
	if i < 0 {
		return &stemma.Error{Kind: stemma.NotFound, Op: "retract " + string(id), Err: fmt.Errorf("it is not in the log")}
	}
	f := form{Why: line(r, "why"), By: line(r, "by")}
	if f.Wrong, f.Hint = incomplete(f); f.Wrong != "" {
		return s.logPage(w, r, http.StatusUnprocessableEntity, f, id)
	}
	j := &stemma.Judgement{Kind: stemma.Retract, Retracts: id, By: f.By, Why: f.Why, At: s.opts.Now().UTC().Truncate(time.Microsecond)}
	if err := s.append(w, r, j); err != nil {
		return err
	}
	http.Redirect(w, r, "/log#"+string(j.ID), http.StatusSeeOther)
	return nil
}
