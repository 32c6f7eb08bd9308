package main

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui/cell"
	"pairbook/tui/screen/review"
	"pairbook/tui/theme"
)

// reviewFlags say since when, and for whom something is new.
type reviewFlags struct{ since, as string }

func (r *run) reviewCommand() *cobra.Command {
	var f reviewFlags
	c := answersInJSON(r.command("review", func(*cobra.Command, []string) error { return r.review(f) }))
	c.Args = r.args(0, 0)
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().StringVar(&f.since, "since", "", t("since"))
	c.Flags().StringVar(&f.as, "as", "", t("as_review"))
	return c
}

// review prints what happened between meetings: of one pair, or where the book has
// several and none is asked for, a line of each. It shows what both may read
// together, and does not count as having looked.
func (r *run) review(f reviewFlags) error {
	hand := forms.Mentor
	if f.as != "" {
		var err error
		if hand, err = handOf(f.as); err != nil {
			return err
		}
	}
	since, err := r.since(f.since)
	if err != nil {
		return err
	}
	if err := r.toRead(); err != nil {
		return err
	}
	if r.flags.pair == "" {
		if all, err := r.book.Pairs(); err == nil && len(all) > 1 {
			return r.reviewAll(hand, since)
		}
	}
	return r.reviewOne(hand, since)
}

// since reads from which day changes are new; the zero time where it is not said.
func (r *run) since(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	today, err := r.today()
	if err != nil {
		return time.Time{}, err
	}
	d, err := lang.ParseDate(text, today, r.words.Lang())
	if err != nil {
		return time.Time{}, usage("bad_since", "why", r.words.DateError(err))
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.Local), nil
}

// reviewOne prints the review of one pair.
func (r *run) reviewOne(hand forms.Voice, from time.Time) error {
	p, err := r.pair()
	if err != nil {
		return err
	}
	text, err := r.book.Setting(forms.LookedKey(p.Record.Pair, hand))
	if err != nil {
		return err
	}
	since, first := review.Looked(p, text)
	if !from.IsZero() {
		since, first = forms.StampOf(from), false
	}
	who := forms.Reader{Hand: hand}
	revs, damaged := r.book.History(p.Record.Pair, p.Unseen(since, who))
	if damaged != nil && !errors.Is(damaged, store.ErrDamaged) {
		return damaged
	}
	v := p.Review(since, revs, who)
	if r.flags.json {
		return errors.Join(r.printJSON(reviewOf(p, v, hand)), damaged)
	}
	r.printReview(p, v, from, first)
	return damaged
}

// printReview prints the parts below each other.
func (r *run) printReview(p *forms.Pair, v forms.Review, from time.Time, first bool) {
	r.print(p.Title() + theme.Between + p.ProgrammeName())
	for _, part := range p.Parts(v) {
		title, none := part.Title, part.None
		if part.ID == forms.NewsPart && first {
			title, none = r.words.T("review.part_first"), r.words.T("review.none_first")
		} else if part.ID == forms.NewsPart && !from.IsZero() {
			title = r.words.T("review.part_news_since", "day", r.words.DayMonth(lang.DateOf(from), p.Today))
		}
		if len(part.Lines) == 0 && part.ID != forms.NewsPart && part.ID != forms.DuePart {
			continue
		}
		r.print("\n" + title)
		for i, l := range part.Lines {
			note := l.Note
			if part.ID == forms.GoalsPart && len(v.Goals[i].Marks) > 0 {
				note = v.Goals[i].Plot(theme.PlainLevels()) + "  " + note
			}
			r.print("  " + cell.CleanLine(l.Text))
			if note != "" {
				r.print("    " + cell.CleanLine(note))
			}
		}
		if len(part.Lines) == 0 {
			r.print("  " + none)
		}
	}
}

// reviewAll prints a line for each pair, those that need somebody most first.
func (r *run) reviewAll(hand forms.Voice, from time.Time) error {
	today, err := r.today()
	if err != nil {
		return err
	}
	look := review.Looker{
		Book: &appBook{book: r.book, now: r.main.Now}, Library: r.lib, Words: r.words, Today: today, Reader: forms.Reader{Hand: hand},
	}
	if !from.IsZero() {
		look.Since = forms.StampOf(from)
	}
	pairs, err := look.All()
	if len(pairs) == 0 && err != nil {
		return err
	}
	if r.flags.json {
		return errors.Join(r.printJSON(glancesOf(pairs, hand, today)), err)
	}
	var rows [][]string
	for _, g := range pairs {
		flag, idle, late, news := review.Facts(r.words, g)
		rows = append(rows, []string{string(g.Pair), g.Names, flag, idle, late, news, g.Next})
	}
	r.columns(rows)
	return err
}
