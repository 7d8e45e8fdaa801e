using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Insight;

/// <summary>Made-up history is told where the record holds it, and nowhere else, whatever is set.</summary>
public class MadeUpTests
{
    [Theory]
    [InlineData("1", "0", true)]
    [InlineData("0", "6", false)]
    public async Task History_ThatWasMadeUp_IsToldByTheRecordNotByTheSettings(string weeksThen, string weeksNow, bool isMadeUp)
    {
        var data = Product.NewDirectory();
        await using (var first = new Product(data, ownsData: false, ("Dispatch:Demo:HistoryWeeks", weeksThen)))
        {
            using var admin = await first.VisitAsync("admin");
            await ShouldTellAsync(admin, isMadeUp);
        }

        await using var product = new Product(data, ownsData: true, ("Dispatch:Demo:HistoryWeeks", weeksNow));
        using var later = await product.VisitAsync("admin");
        await ShouldTellAsync(later, isMadeUp);
        var file = await later.GetAsync("/api/insight/all/table.csv?language=en");
        (await file.Message.Content.ReadAsStringAsync()).Contains("made up for demonstration", StringComparison.Ordinal).ShouldBe(isMadeUp);
    }

    private static async Task ShouldTellAsync(Visitor visitor, bool isMadeUp) =>
        (await visitor.GetAsync("/api/insight")).Ok()["stations"]!.AsArray().ShouldAllBe(door => (bool)door!["madeUp"]! == isMadeUp);
}
