package main

import (
	"slices"
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// Papers about the pair that are no sheet; export writes them, too. Two of them have a
// number behind a slash: quarterly/2, monthlog/2026-03.
const (
	quarterly = "quarterly"
	monthLog  = "monthlog"
	mileage   = "mileage"
)

// isReport reports whether export is asked for such a paper.
func (r *run) isReport(name string) bool {
	kind, _, _ := strings.Cut(name, "/")
	return slices.Contains([]string{quarterly, monthLog, mileage}, kind) && r.lib.Forms[kind] == nil
}

// exportReport writes such a paper. The two sign and hand on what tells of days and
// trips; the quarterly report may go to those who run the programme.
func (r *run) exportReport(name string, to forms.Audience, f exportFlags) error {
	kind, which, _ := strings.Cut(name, "/")
	switch {
	case f.preview:
		return r.wrong(WrongUsage, "report.no_preview")
	case to.Person() != "" || to.Outside() && kind != quarterly:
		return r.wrong(WrongUsage, "report.not_for")
	}
	format, look, err := r.formatAndLook(f)
	if err != nil {
		return err
	}
	if err := r.toRead(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	d, name, err := r.report(p, kind, which, f.rate)
	if err != nil {
		return err
	}
	data, err := rendered(d, format, look)
	if err != nil {
		return err
	}
	line := forms.Handed{Sheet: name, Format: string(format), To: to}
	return r.handFile(p, handed{data: data, name: strings.ReplaceAll(name, "/", "-") + format.Ext(), line: line}, f)
}

// report makes the paper, and returns its whole name.
func (r *run) report(p *forms.Pair, kind, which, rate string) (export.Document, string, error) {
	switch kind {
	case quarterly:
		n, err := r.quarter(p, which)
		if err != nil {
			return export.Document{}, "", err
		}
		return export.Quarterly(p, n), kind + "/" + strconv.Itoa(n), nil
	case monthLog:
		month, err := r.month(p, which)
		if err != nil {
			return export.Document{}, "", err
		}
		return export.MonthLog(p, month), kind + "/" + month.String()[:len("2026-03")], nil
	}
	d, err := r.mileage(p, rate)
	return d, kind, err
}

// quarter reads which quarter is asked for: without a number the last one that is over,
// else the one that runs.
func (r *run) quarter(p *forms.Pair, which string) (int, error) {
	start, ok := p.Anchor()
	last := export.Quarters(p)
	switch {
	case !ok:
		return 0, r.wrong(Invalid, "report.no_start")
	case last == 0:
		return 0, r.wrong(Invalid, "report.not_begun", "day", r.words.Day(start))
	case which == "":
		return max(1, last-1), nil
	}
	n, err := strconv.Atoi(which)
	if err != nil || n < 1 || n > last {
		return 0, r.wrong(NotFound, "report.bad_quarter", "n", shown(which), "last", last)
	}
	return n, nil
}

// month reads which month is asked for: without one the last that is over.
func (r *run) month(p *forms.Pair, which string) (lang.Date, error) {
	if which == "" {
		first := p.Today
		first.Day = 1
		return first.AddMonths(-1), nil
	}
	d, err := lang.ParseISO(which + "-01")
	if err != nil {
		return d, r.wrong(WrongUsage, "report.bad_month", "month", shown(which))
	}
	return d, nil
}

// noTrip says which programmes have visits, and what there is instead.
func (r *run) noTrip(p *forms.Pair) error {
	var with []string
	for _, id := range sortedIDs(r.lib.Programmes) {
		if one := r.lib.Programmes[id]; slices.Contains(one.Forms, forms.ShadowingForm) {
			with = append(with, one.Title.In(r.words.Lang()))
		}
	}
	return r.wrong(NotFound, "report.no_trip", "programme", p.ProgrammeName(), "programmes", r.words.List(with), "pairbook", r.again())
}

// mileage makes the claim for the trip that the shadowing sheet tells of.
func (r *run) mileage(p *forms.Pair, text string) (export.Document, error) {
	var rate export.Rate
	if text != "" {
		var ok bool
		if rate, ok = export.ParseRate(text); !ok {
			return export.Document{}, r.wrong(WrongUsage, "report.bad_rate", "rate", shown(text))
		}
	}
	trip, ok := export.TripOf(p)
	switch {
	case !ok:
		return export.Document{}, r.noTrip(p)
	case trip.Day.IsZero() || trip.Km == "":
		return export.Document{}, r.wrong(Invalid, "report.trip_open")
	}
	return export.Mileage(p, trip, rate), nil
}
