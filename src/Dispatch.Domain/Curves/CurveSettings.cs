using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Curves;

/// <summary>How warning curves are drawn: data/care/curve.json.</summary>
/// <param name="Lambda">Weight of the newest week, 0.05..1.</param>
/// <param name="Limit">Width of the limits in standard deviations (L), 1..5.</param>
/// <param name="BaselineWeeks">Weeks from which the ordinary rate is learned, 8..104.</param>
/// <param name="LeastPeople">Fewer people than this are never shown, 5..50.</param>
public sealed record CurveSettings(double Lambda, double Limit, int BaselineWeeks, int LeastPeople)
{
    /// <summary>Reads the text of the file.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its line.</exception>
    public static CurveSettings Parse(string json) => DataFile.Read("care/curve.json", json, root => new CurveSettings(
        root.Number("lambda", 0.05, 1),
        root.Number("limit", 1, 5),
        root.Whole("baselineWeeks", 8, 104),
        root.Whole("leastPeople", 5, 50)));
}
