package io.trunkline.core.approval.internal;

/// One person's right to decide the step a request is at.
///
/// @param ownerId whose it is by her roles or her position; what is said by it counts as her word
/// @param holderId with whom it is: the owner, or who got it with her work
record Right(long ownerId, long holderId) {

    static Right own(long member) {
        return new Right(member, member);
    }

    boolean isHandedOver() {
        return ownerId != holderId;
    }
}
