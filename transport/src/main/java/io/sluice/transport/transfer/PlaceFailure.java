package io.sluice.transport.transfer;

import io.sluice.transport.api.Problem;

/**
 * Why a whole file is not in place.
 *
 * @param reason a phrase for both users, safe to show
 */
public record PlaceFailure(Problem problem, String reason) {}
