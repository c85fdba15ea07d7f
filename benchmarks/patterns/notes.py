"""How to read PATTERNS.md: what its words mean and what its rows are worth."""

NOTES = """## How to read it

- Each made runner has a training of their own (`benchmarks/patterns/training.py`: weeks, courses,
  sessions, shoes, ten factors that hang together through the runs) and a diary (`runners.py`: a level
  that drifts, noise that hangs together by ρ, what triggers add, whole numbers from 0 to 10, days not
  logged). Nothing in it was fitted to the finder; `shift_t` as the protocol writes it (`reference.py`)
  stands beside it in the last table.
- An *effect* is NRS points per standard deviation of the kernel-averaged exposure: 0.8 is the medium one.
  The kernels' shapes differ from runner to runner. *feedback 0.35*: bad pain cancels 35 % of the runs and
  shortens the others by as much. *MNAR*: not logged mostly because nothing hurt.
- *any_lead* is the share of runners who are shown a lead, *any_flag* a lead or "cannot be told apart";
  *recall* the share of true triggers that are leads, *recall_flag* leads or "cannot be told apart"; *fdr*
  the mean share, runner by runner, of leads that are no true trigger (an honest proxy, distance for
  descent, counts as false); *top_1* that the smallest p is a true trigger's. *fpr* looks at p alone; with
  a trigger at work it counts the trigger's shadows, so it tells of false alarms only where there is none.
- The truth of an interval is a counterfactual: the same days once more, same noise, same everything, with
  the factor raised by the finder's own big dose over the finder's own window, less the pain without, as
  written down (*covered*) or before it is rounded and clipped (*covered_latent*), averaged over the days.
  *covered* is of all true triggers, whatever the verdict; *covered_leads* only of those shown: among
  those the lucky ones are more, so they tell somewhat more than is true (*bias_leads*).
- *Nothing adds to the pain, but it looks so* (`harder.py`): no dose does anything, yet runners go indoors,
  take the short loop, sit or shorten their steps on the very days that hurt; pain goes by the week as long
  runs do; flares stop all running; pain is heavy-tailed, mostly zero or written down after runs only. Habits
  are asked about as any other factor is; hiplog knows some of them as answers to pain and leaves the day
  itself out. No promise is made for these rows: they say how far the promise reaches.
- *Nothing adds to the pain, and much is not known* (`partly.py`): a year of imported runs beside a diary of
  90 days; a watch that tells more for 80 days only; two seasons with silence between; a calendar longer than
  the log. Doses that are shifted to days without a diary meet no pain: before such shifts were left out, 17,
  12, 22 and 40 of 100 runners were shown something (120 a row). The bound is promised here too.
- *saturating*: what counts is the root of the dose, for the same runners as in the row above.
- A session spike is a record among the runs of 30 days and by that alone rare, some 9 days in 180: what is
  said of it stands on few days.
- *How long it takes*: the growing log is looked at every 15 days from day 60 on. Every look is a chance of a
  false lead, so that over a year more runners are ever shown one than on any one day: *no trigger* tells how
  many. A lead that goes away again with more days was luck.
- *control*: each runner's training with another runner's diary, in which another trigger is at work.
- *fpr* and *fdr* are means over runners, so that their errors allow for factors of one runner hanging
  together."""
