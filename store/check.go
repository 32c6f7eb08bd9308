package store

import (
	"bytes"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// Report is what Check found.
type Report struct {
	Pairs     int
	Revisions int
	Records   int // whose seals were opened
	Damage    []Damage
	Lost      []Damage // answers that a rescue could not find: they show as damaged until they are given again
}

// OK reports whether nothing is damaged.
func (r Report) OK() bool { return len(r.Damage) == 0 }

// Check opens every record's seal and compares what there is with the counts the
// book keeps. full also makes the heads of every pair anew from the log and
// compares them. Of damage to a private answer it does not say where. The error is not
// about what it found, but says why it could not look.
func (b *Book) Check(full bool) (Report, error) {
	c := &checking{b: b, perPair: map[forms.PairID]*counts{}}
	if err := c.structure(); err != nil {
		return c.report, err
	}
	for _, pass := range []func(*bolt.Tx) error{c.revisions, c.pairs, c.places, c.rest} {
		if err := c.run(pass); err != nil {
			return c.report, err
		}
	}
	c.compare()
	if full {
		if err := c.run(c.rebuild); err != nil {
			return c.report, err
		}
	}
	return c.report, nil
}

// structure walks through the file while nobody writes.
func (c *checking) structure() error {
	c.b.saving.Lock()
	defer c.b.saving.Unlock()
	return c.run(func(*bolt.Tx) error { return c.b.db.walk() })
}

type counts struct {
	named       bool // a pair record says what is expected
	heads, revs uint64
	gotHeads    uint64
	gotRevs     uint64
}

type checking struct {
	b       *Book
	report  Report
	perPair map[forms.PairID]*counts
	state   state
	hist    uint64
}

// run runs a pass in a transaction of its own. A fault in it is damage, and the
// other passes still run.
func (c *checking) run(pass func(*bolt.Tx) error) error {
	err := c.b.view(pass)
	if errors.Is(err, ErrDamaged) {
		c.fault(Damage{Record: err.Error()})
		return nil
	}
	return err
}

func (c *checking) fault(d Damage) { c.report.Damage = append(c.report.Damage, c.b.veiled(d)) }

func (c *checking) of(p forms.PairID) *counts {
	if c.perPair[p] == nil {
		c.perPair[p] = &counts{}
	}
	return c.perPair[p]
}

// each opens every record of a bucket and hands it to read, which says whether it
// makes sense.
func (c *checking) each(tx *bolt.Tx, in string, read func(key, plain []byte) error) error {
	return scan(tx, in, nil, func(k, v []byte) error {
		plain, err := c.b.open(in, k, v)
		if err == nil {
			c.report.Records++
			err = read(k, plain)
		}
		if err != nil {
			c.fault(Damage{Record: in})
		}
		return nil
	})
}

var errMoved = errors.New("the record is not where it belongs")

func (c *checking) revisions(tx *bolt.Tx) error {
	hist, err := bucket(tx, inHist)
	if err != nil {
		return err
	}
	return c.each(tx, inRev, func(k, plain []byte) error {
		c.report.Revisions++
		r, err := decodeRevision(plain)
		if err != nil {
			return err
		}
		c.of(r.pair).gotRevs++
		key := c.b.keys().place(r.pair, r.Addr)
		if !bytes.Equal(c.b.keys().rev(r.ID), k) {
			return errMoved
		}
		if found, _ := hist.Cursor().Seek(histKey(key, k)); !bytes.Equal(found, histKey(key, k)) {
			c.fault(Damage{Pair: r.pair, Addr: r.Addr, Record: inHist})
		}
		return nil
	})
}

func (c *checking) pairs(tx *bolt.Tx) error {
	return c.each(tx, inPair, func(_, plain []byte) error {
		c.report.Pairs++
		r, err := decodePair(plain)
		if err != nil {
			return err
		}
		n := c.of(r.sum.ID)
		n.named, n.heads, n.revs = true, r.heads, r.revs
		return nil
	})
}

func (c *checking) places(tx *bolt.Tx) error {
	whose := map[string]forms.PairID{}
	for p := range c.perPair {
		whose[string(c.b.keys().pair(p))] = p
	}
	return c.each(tx, inHead, func(k, plain []byte) error {
		p, err := decodePlace(plain)
		if err != nil {
			return err
		}
		pair := whose[string(k[:min(pairBytes, len(k))])]
		c.of(pair).gotHeads++
		for _, h := range p.heads {
			if isLost(h.Value) {
				c.report.Lost = append(c.report.Lost, c.b.veiled(Damage{Pair: pair, Addr: p.addr, Record: inRev}))
			}
			r, err := c.b.revisionAt(tx, c.b.keys().rev(h.ID))
			if err != nil || r.head() != h || r.Addr != p.addr {
				c.fault(Damage{Pair: pair, Addr: p.addr, Record: inRev})
			}
		}
		return nil
	})
}

func (c *checking) rest(tx *bolt.Tx) error {
	raw, err := c.b.get(tx, inSys, []byte(stateName))
	if err == nil {
		c.state, err = decodeState(raw)
	}
	if err != nil {
		c.fault(Damage{Record: inSys})
		c.state.revs = uint64(c.report.Revisions)
	}
	err = scan(tx, inHist, nil, func(_, _ []byte) error { c.hist++; return nil })
	if err != nil {
		return err
	}
	if err := c.each(tx, inDraft, func(_, p []byte) error { _, err := decodeDraft(p); return err }); err != nil {
		return err
	}
	if err := c.each(tx, inUndo, func(_, p []byte) error { _, err := decodeDeed(p); return err }); err != nil {
		return err
	}
	if tx.Bucket([]byte(inPeople)) != nil {
		if err := c.each(tx, inPeople, func(_, p []byte) error { _, err := decodePerson(p); return err }); err != nil {
			return err
		}
	}
	return c.each(tx, inSetting, func(_, _ []byte) error { return nil })
}

// compare holds what was found against what the book says there is.
func (c *checking) compare() {
	if got := uint64(c.report.Revisions); got != c.state.revs || c.hist != got {
		c.fault(Damage{Record: fmt.Sprintf("%d revisions and %d index entries of %d", got, c.hist, c.state.revs)})
	}
	for p, n := range c.perPair {
		if !n.named || n.gotHeads != n.heads || n.gotRevs != n.revs {
			c.fault(Damage{Pair: p, Record: fmt.Sprintf("%d answers of %d, %d revisions of %d", n.gotHeads, n.heads, n.gotRevs, n.revs)})
		}
	}
}

// rebuild makes the heads of every place anew and compares.
func (c *checking) rebuild(tx *bolt.Tx) error {
	return scan(tx, inHead, nil, func(k, _ []byte) error {
		key := bytes.Clone(k)
		kept, err := c.b.headsAt(tx, key)
		if err != nil {
			return nil // already reported
		}
		made, err := c.b.headsFromLog(tx, key)
		if err != nil || made.addr != kept.addr || !sameHeads(made.heads, kept.heads) {
			c.fault(Damage{Addr: kept.addr, Record: inHead})
		}
		return nil
	})
}

func sameHeads(a, b []forms.Head) bool {
	if len(a) != len(b) {
		return false
	}
	in := map[forms.RevID]forms.Head{}
	for _, h := range a {
		in[h.ID] = h
	}
	for _, h := range b {
		if in[h.ID] != h {
			return false
		}
	}
	return true
}

// How many of the newest revisions are looked at when a book is opened.
const (
	quickClean   = 16
	quickUnclean = 1024
)

// quickCheck looks at the newest revisions of this device, where a fault of the
// last minutes would be: more of them after an unclean end.
func (b *Book) quickCheck(tx *bolt.Tx) []Damage {
	n := quickClean
	if b.opening.Unclean || b.opening.LastSaveMayMiss {
		n = quickUnclean
	}
	var damage []Damage
	if last := b.lastSeq(tx, b.state.device); last < b.state.seq {
		damage = append(damage, Damage{Record: "the newest revisions"})
	}
	for seq := b.state.seq; seq > 0 && n > 0; seq, n = seq-1, n-1 {
		r, err := b.revisionAt(tx, b.keys().rev(forms.RevID{Device: b.state.device, Seq: seq}))
		if err != nil {
			damage = append(damage, Damage{Record: inRev})
			continue
		}
		if p, err := b.headsAt(tx, b.keys().place(r.pair, r.Addr)); err != nil || len(p.heads) == 0 || behind(p.heads, r.ID) {
			damage = append(damage, Damage{Pair: r.pair, Record: inHead}) // whose it is, is not known yet
		}
	}
	return damage
}
