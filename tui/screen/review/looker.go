package review

import (
	"runtime"
	"strconv"
	"sync"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// Looker glances at the pairs of a book, for the page and for the command. It holds
// nothing that changes, and touches the disk.
type Looker struct {
	Book interface {
		Pairs() ([]forms.PairSummary, error)
		Load(id forms.PairID) (rec *forms.Record, damaged int, err error)
		Kept(key string) (string, error)
	}
	Library *forms.Library
	Words   *lang.Words
	Today   lang.Date
	Reader  forms.Reader
	Since   forms.Stamp // what was changed after this is new; 0: what the reader has not looked at
}

// All glances at every pair of the book, those first that need somebody most. Pairs
// that cannot be read are left out, and the error says why.
func (k Looker) All() ([]forms.Glance, error) {
	pairs, err := k.Book.Pairs()
	if err != nil {
		return nil, err
	}
	return k.Each(pairs)
}

// Each is All for pairs that are listed already. It looks at several at once: each
// has its own record.
func (k Looker) Each(pairs []forms.PairSummary) ([]forms.Glance, error) {
	var err error
	found, errs := make([]*forms.Glance, len(pairs)), make([]error, len(pairs))
	var working sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(pairs)) {
		working.Go(func() {
			for i := range next {
				found[i], errs[i] = k.one(pairs[i].ID)
			}
		})
	}
	for i := range pairs {
		next <- i
	}
	close(next)
	working.Wait()
	var out []forms.Glance
	for i, g := range found {
		if g != nil {
			out = append(out, *g)
		} else if err == nil {
			err = errs[i]
		}
	}
	forms.SortGlances(out)
	return out, err
}

func (k Looker) one(id forms.PairID) (*forms.Glance, error) {
	rec, _, err := k.Book.Load(id)
	if err != nil {
		return nil, err
	}
	p := forms.NewPair(rec, k.Library, k.Today, k.Words)
	since, err := k.since(p)
	if err != nil {
		return nil, err
	}
	g := p.Glance(since, k.Reader)
	return &g, nil
}

func (k Looker) since(p *forms.Pair) (forms.Stamp, error) {
	if k.Since != 0 {
		return k.Since, nil
	}
	text, err := k.Book.Kept(forms.LookedKey(p.Record.Pair, k.Reader.Hand))
	since, _ := Looked(p, text)
	return since, err
}

// Looked reads the setting that keeps up to where somebody has looked at a pair;
// first is true where they have not, and then it is a month back.
func Looked(p *forms.Pair, text string) (since forms.Stamp, first bool) {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return p.FirstLook(), true
	}
	return forms.Stamp(n), false
}

// Facts words what a glance tells of a pair beside its names and what comes next: how
// it goes, since when the two were in touch, what is late and what is new; "" for
// none.
func Facts(w *lang.Words, g forms.Glance) (flag, idle, late, news string) {
	flag, idle = w.T("review.flag_"+string(g.Flag)), w.T("review.idle_never")
	if g.Pause {
		flag = w.T("review.paused")
	}
	switch {
	case g.Ever && g.Idle == 0:
		idle = w.T("review.idle_today")
	case g.Ever && g.Idle > 0:
		idle = w.N("review.idle", g.Idle)
	}
	if g.Late > 0 {
		late = w.N("review.tell_late", g.Late)
	}
	if g.News > 0 {
		news = w.N("review.tell_news", g.News)
	}
	return flag, idle, late, news
}
