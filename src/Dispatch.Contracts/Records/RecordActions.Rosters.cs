namespace Dispatch.Contracts.Records;

/// <summary>Codes of what happens to a duty roster.</summary>
public static partial class RecordActions
{
    /// <summary>A shift was planned.</summary>
    public const string RosterShiftPlanned = "roster.shift-planned";

    /// <summary>A shift's hours or people changed.</summary>
    public const string RosterShiftChanged = "roster.shift-changed";

    /// <summary>A shift was taken out before it began.</summary>
    public const string RosterShiftRemoved = "roster.shift-removed";

    /// <summary>Somebody is at work in a shift.</summary>
    public const string RosterBegun = "roster.begun";

    /// <summary>The first counsellor had not begun in time.</summary>
    public const string RosterPrimaryMissing = "roster.primary-missing";

    /// <summary>Nobody had, and the head was told.</summary>
    public const string RosterNobodyBegan = "roster.nobody-began";

    /// <summary>A colleague was asked to take a place.</summary>
    public const string RosterSwapAsked = "roster.swap-asked";

    /// <summary>The wish was answered; the reason is how.</summary>
    public const string RosterSwapAnswered = "roster.swap-answered";

    /// <summary>The watch was handed over, and waits for an answer.</summary>
    public const string RosterHandOverOffered = "roster.hand-over-offered";

    /// <summary>The hand-over was answered; the reason is how.</summary>
    public const string RosterHandOverAnswered = "roster.hand-over-answered";

    /// <summary>Something went along with it, or could not; the reason is its kind, or the code why not.</summary>
    public const string RosterItemSettled = "roster.item-settled";

    /// <summary>The head was told of a gap; the reason is its kind.</summary>
    public const string RosterGapTold = "roster.gap-told";
}
