package importers

import (
	"fmt"
	"slices"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A NeedsReason is the error of an import that changes what was coded and says no reason for it.
type NeedsReason struct {
	Cells []CellChange // the cells that were coded otherwise
}

// Error says what is missing.
func (e *NeedsReason) Error() string {
	return fmt.Sprintf("%d coded %s would change (the first is %s); say why with --reason CODE --why TEXT, CODE being one of %s; or look first with --dry-run",
		len(e.Cells), plural(len(e.Cells), "cell", "cells"), e.Cells[0].Assessment, strings.Join(reasons(), ", "))
}

func reasons() []string {
	var all []string
	for _, r := range schema.Reasons.Words() {
		all = append(all, string(r))
	}
	return all
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// recoded are the changes of level, contrary or confidence in cells that were coded before.
func recoded(cells []CellChange) []CellChange {
	var some []CellChange
	for _, c := range cells {
		if c.Recoded {
			some = append(some, c)
		}
	}
	return some
}

// record writes the changes into the log, under the version that is not released yet. Where a cell changed twice since the
// last release, the log keeps what it was at first and what it is now; where it is what it was again, it says nothing.
func record(log *schema.ChangeLog, against string, cells []CellChange, reason schema.Reason, why string) {
	if len(cells) == 0 {
		return
	}
	log.Changes = slices.Clone(log.Changes)
	i := slices.IndexFunc(log.Changes, func(s schema.ChangeSet) bool { return s.Version == schema.Unreleased })
	if i < 0 {
		i = len(log.Changes)
		log.Changes = append(log.Changes, schema.ChangeSet{Version: schema.Unreleased, Against: against})
	}
	set := &log.Changes[i]
	set.Cells = slices.Clone(set.Cells)
	for _, c := range cells {
		change := c.change
		change.Reason, change.Why = reason, why
		j := slices.IndexFunc(set.Cells, func(x schema.CellChange) bool { return x.Cell == change.Cell && !x.Removed })
		if j < 0 {
			set.Cells = append(set.Cells, change)
			continue
		}
		change.Level = since(set.Cells[j].Level, change.Level)
		change.Contrary = since(set.Cells[j].Contrary, change.Contrary)
		change.Confidence = since(set.Cells[j].Confidence, change.Confidence)
		if change.Level == nil && change.Contrary == nil && change.Confidence == nil {
			set.Cells = slices.Delete(set.Cells, j, j+1)
		} else {
			set.Cells[j] = change
		}
	}
	if len(set.Cells) == 0 {
		log.Changes = slices.Delete(log.Changes, i, i+1)
	}
}

// since puts a change behind an earlier one of the same value.
func since[V comparable](earlier, later *schema.FromTo[V]) *schema.FromTo[V] {
	switch {
	case earlier == nil:
		return later
	case later == nil:
		return earlier
	case earlier.From == later.To:
		return nil
	}
	return &schema.FromTo[V]{From: earlier.From, To: later.To}
}
