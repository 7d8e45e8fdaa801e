namespace Dispatch.Contracts.Records;

public static partial class RecordActions
{
    /// <summary>The head marked an event on the warning curves; the amount is its number, the reason its kind.</summary>
    public const string CurveMarked = "curve.marked";

    /// <summary>The head took the event back.</summary>
    public const string CurveUnmarked = "curve.unmarked";

    /// <summary>A warning curve crossed its upper limit; the reason is the measure, the item the Monday of the week.</summary>
    public const string CurveCrossed = "curve.crossed";
}
