package io.sluice.shell.session;

import io.sluice.shell.choose.Picks;
import io.sluice.shell.choose.Plan;
import io.sluice.shell.view.OfferText;
import io.sluice.transport.api.ConflictPolicy;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.IncomingTransfer;
import java.nio.file.Path;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** An offer that waits for a decision, and what of it is wanted so far. For the prompt's thread. */
final class Choice {
  private final IncomingTransfer offer;
  private @Nullable EntrySet wanted;

  Choice(IncomingTransfer offer) {
    this.offer = offer;
  }

  IncomingTransfer offer() {
    return offer;
  }

  /** What is wanted: at first all of it. */
  EntrySet wanted() {
    if (wanted == null) {
      BitSet all = new BitSet();
      all.set(0, offer.manifest().count());
      wanted = EntrySet.of(all);
    }
    return wanted;
  }

  void want(EntrySet entries) {
    wanted = entries;
  }

  void want(Picks picks) {
    wanted = picks.apply(offer.manifest(), wanted());
  }

  /** How it would be received. */
  Plan plan(Path target, @Nullable ConflictPolicy policy) {
    Plan plan = new Plan(offer, target, policy);
    plan.want(wanted());
    return plan;
  }

  String summary() {
    return OfferText.summary(offer.manifest());
  }
}
