package store

import (
	"errors"
	"os"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"pairbook/forms"
)

// refilling writes what was found into a new file.
type refilling struct {
	*salvage
	f  *finding
	l  *linking
	to *bolt.DB
	b  *Book // the new one, as far as it is there

	tx   *bolt.Tx
	size int // bytes written in this transaction
}

func (w *refilling) all() error {
	for _, pass := range []func() error{w.log, w.loose, w.people, w.undo} {
		if err := pass(); err != nil {
			return errors.Join(err, w.end())
		}
	}
	if err := w.end(); err != nil {
		return err
	}
	return w.to.Update(func(tx *bolt.Tx) error {
		if err := w.pairs(tx); err != nil {
			return err
		}
		return w.state(tx)
	})
}

// end ends a transaction.
func (w *refilling) end() error {
	if w.tx == nil {
		return nil
	}
	tx := w.tx
	w.tx, w.size = nil, 0
	return tx.Commit()
}

// put writes a record, many of them in one transaction.
func (w *refilling) put(in string, key, plain []byte) error {
	if w.tx != nil && w.size > copyChunk {
		if err := w.end(); err != nil {
			return err
		}
	}
	if w.tx == nil {
		var err error
		if w.tx, err = w.to.Begin(true); err != nil {
			return err
		}
	}
	w.size += len(key) + len(plain)
	if in == inHist {
		return w.tx.Bucket([]byte(in)).Put(key, nil)
	}
	return w.b.put(w.tx, in, key, plain)
}

// log writes the revisions, and the answers that follow from them.
func (w *refilling) log() error {
	k := w.b.keys()
	for at, s := range w.l.spots {
		if len(s.revs) == 0 {
			continue
		}
		for _, r := range s.revs {
			rev := k.rev(r.ID)
			err := errors.Join(w.put(inRev, rev, r.encode()), w.put(inHist, histKey([]byte(at), rev), nil))
			if err != nil {
				return err
			}
		}
		if err := w.put(inHead, []byte(at), place{s.addr, s.known}.encode()); err != nil {
			return err
		}
	}
	return nil
}

// loose writes the drafts and the settings.
func (w *refilling) loose() error {
	for key, plain := range w.f.settled(inDraft) {
		d, err := decodeDraft(plain)
		if err != nil || w.pairOf(key) == "" || !w.f.recs[inDraft][key].live && w.said(key, d.text) {
			continue
		}
		w.done.Drafts++
		if err := w.put(inDraft, []byte(key), plain); err != nil {
			return err
		}
	}
	for key, plain := range w.f.settled(inSetting) {
		if err := w.put(inSetting, []byte(key), plain); err != nil {
			return err
		}
	}
	return nil
}

// pairOf returns which pair a key belongs to, "" where nothing of it is left.
func (w *refilling) pairOf(key string) forms.PairID { return w.l.pairs[key[:pairBytes]] }

// said reports whether a draft has become an answer since.
func (w *refilling) said(key, text string) bool {
	s := w.l.spots[key]
	return s != nil && slices.ContainsFunc(s.revs, func(r linked) bool { return string(r.Value) == text })
}

// people writes each person's keys, twice.
func (w *refilling) people() error {
	for _, rec := range w.f.recs[inPeople] {
		r, err := decodePerson(rec.plain)
		if err != nil {
			continue
		}
		for _, key := range w.b.keys().person(r.who) {
			if err := w.put(inPeople, key, rec.plain); err != nil {
				return err
			}
		}
	}
	return nil
}

// undo writes the deeds that can be taken back: of each stack the newest, down to the
// first that something is missing of. Where some may be missing on top, none.
func (w *refilling) undo() error {
	if !w.f.live.whole[inUndo] {
		return nil
	}
	deeds := w.f.settled(inUndo)
	stacks := map[string][]string{}
	for key := range deeds {
		stacks[key[:pairBytes+1]] = append(stacks[key[:pairBytes+1]], key)
	}
	whole := w.l.whole()
	for stack, in := range stacks {
		if w.pairOf(stack) == "" {
			continue
		}
		slices.SortFunc(in, func(a, b string) int { return strings.Compare(b, a) })
		for i, key := range in {
			gap := i > 0 && lastNumber([]byte(key))+1 != lastNumber([]byte(in[i-1]))
			if gap || !allOf(deeds[key], whole) {
				break
			}
			if err := w.put(inUndo, []byte(key), deeds[key]); err != nil {
				return err
			}
		}
	}
	return nil
}

// allOf reports whether all revisions of a deed are whole.
func allOf(plain []byte, whole map[forms.RevID]bool) bool {
	d, err := decodeDeed(plain)
	if err != nil || d.n > maxUndoParts {
		return false
	}
	for i := range d.n {
		if !whole[forms.RevID{Device: d.first.Device, Seq: d.first.Seq + i}] {
			return false
		}
	}
	return true
}

// maxUndoParts is more than any act changes.
const maxUndoParts = 1 << 16

// whole returns the revisions that are there, and all that they replaced.
func (l *linking) whole() map[forms.RevID]bool {
	there, out := map[forms.RevID]bool{}, map[forms.RevID]bool{}
	for _, s := range l.spots {
		for _, r := range s.revs {
			there[r.ID] = !isLost(r.Value)
		}
	}
	for _, s := range l.spots {
		for _, r := range s.revs {
			out[r.ID] = there[r.ID] && !slices.ContainsFunc(r.Parents, func(id forms.RevID) bool { return !there[id] })
		}
	}
	return out
}

// pairs makes the records of the pairs anew.
func (w *refilling) pairs(tx *bolt.Tx) error {
	for key, id := range w.l.pairs {
		kept, err := decodePair(w.f.recs[inPair][key].plain)
		r, made := w.b.pairFromHeads(tx, []byte(key))
		switch {
		case made == nil && err == nil:
			r.sum.LastChange = max(r.sum.LastChange, kept.sum.LastChange)
		case made != nil && err == nil:
			r = pairRecord{sum: kept.sum}
		case made != nil:
			continue // nothing of it is left
		}
		r.sum.ID = id
		if err := w.b.put(tx, inPair, []byte(key), r.encode()); err != nil {
			return err
		}
	}
	return nil
}

// state begins the book anew, as another device: numbers may be missing at the end, and
// none must be given twice.
func (w *refilling) state(tx *bolt.Tx) error {
	st, _ := w.f.state()
	st.host, _ = os.Hostname() // unknown counts as one computer
	st.device, st.seq, st.revs = newDevice(), 0, uint64(w.done.Revisions+w.done.Lost)
	for _, s := range w.l.spots {
		for _, r := range s.revs {
			st.stamp = max(st.stamp, r.Time)
		}
	}
	return w.b.put(tx, inSys, []byte(stateName), st.encode())
}
