using Dispatch.Contracts.Care;
using Dispatch.Domain.Curves;
using Dispatch.Grains.Storage;
using Dispatch.Grains.Tests.Storage;

namespace Dispatch.Grains.Tests.Curves;

/// <summary>What a row of curves holds, as an operator with rights to the database sees it.</summary>
public sealed class CurveRowTests : IDisposable
{
    private readonly Ring _ring = new();

    [Fact]
    public void Row_OfCurves_HoldsNoWordsOfItsEventsAndComesBackWhole()
    {
        var monday = new DateOnly(2036, 1, 7);
        var book = CurveBook.Empty with
        {
            Read = 7,
            Open = monday,
            Series = [new CurveSeries("a", CurveMeasure.Raised, monday, [3, 9], [900, 900])],
            Events = [new CurveEvent(monday, CurveEventKind.Campaign, "校园讲座周", 1)],
            Traces = [new CurveTrace(monday, "a", CurveMeasure.Raised, "case/r1")],
        };

        var row = _ring.Serializer().Serialize(new Stored<CurveBook> { Value = book });

        Assert.DoesNotContain("讲座", row.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\\u8BB2", row.ToString(), StringComparison.OrdinalIgnoreCase);
        var again = _ring.Serializer().Deserialize<Stored<CurveBook>>(row)!.Value!;
        Assert.Equal([.. book.Events], again.Events.ToArray());
        Assert.Equal([.. book.Traces], again.Traces.ToArray());
        Assert.Equal(book.Series[0].Weeks, again.Series[0].Weeks);
    }

    public void Dispose() => _ring.Dispose();
}
