package forms

import (
	"cmp"
	"slices"
	"strings"
)

// Glance is a pair in one line, for somebody who looks after several.
type Glance struct {
	Pair  PairID
	Names string // mentee & mentor
	Next  string // what comes next, "" where nothing does
	Idle  int    // days since the two were in touch; -1 before the start
	Ever  bool   // they have been in touch at all
	Late  int    // actions and steps past their day
	Flag  Flag
	News  int  // changes since the reader last looked
	Pause bool // nothing is due just now
}

// Glance looks at the pair from afar, for a reader. As a review it tells nothing
// that is not for the reader. Unlike one it needs no revisions, so a change that was
// taken back since still counts as news.
func (p *Pair) Glance(since Stamp, r Reader) Glance {
	g := Glance{Pair: p.Record.Pair, Names: p.Title(), Idle: -1, Flag: p.Flag(), Pause: p.Paused(), News: p.countNews(since, r)}
	if days, known := p.IdleDays(); known {
		g.Idle = days
	}
	_, g.Ever = p.LastContact()
	if g.Flag.over() {
		return g
	}
	if tasks := p.Next(); len(tasks) > 0 {
		g.Next = p.Say(tasks[0])
	}
	if !g.Pause {
		g.Late = len(p.lateOnes()) + len(p.lateSteps())
	}
	return g
}

// over reports whether the pair has ended, so that nothing is late any more.
func (f Flag) over() bool { return f == EndedEarly || f == Finished }

// countNews counts what has changed: rows that came or went as one.
func (p *Pair) countNews(since Stamp, r Reader) int {
	fresh := p.unseen(since, r)
	rows := map[Address]bool{}
	for _, a := range fresh {
		if a.Row != "" && a.Part == PartOrder {
			rows[tableRow(a)] = true
		}
	}
	n := len(rows)
	for _, a := range fresh {
		if a.Row == "" || !rows[tableRow(a)] {
			n++
		}
	}
	return n
}

// need is how much a pair needs somebody now.
func (g Glance) need() int {
	switch {
	case g.Flag.over():
		return 0
	case g.Flag == Silent:
		return 5
	case g.Flag == NeedsNudge:
		return 4
	case g.Late > 0:
		return 3
	case g.News > 0:
		return 2
	}
	return 1
}

// SortGlances puts the pairs that need somebody most first.
func SortGlances(gs []Glance) {
	slices.SortStableFunc(gs, func(a, b Glance) int {
		return cmp.Or(cmp.Compare(b.need(), a.need()), cmp.Compare(b.Late, a.Late), cmp.Compare(b.Idle, a.Idle),
			cmp.Compare(b.News, a.News), strings.Compare(a.Names, b.Names))
	})
}
