using Dispatch.Contracts;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.FollowUps;
using Shouldly;

namespace Dispatch.Domain.Tests.FollowUps;

/// <summary>A centre may edit the plans; what would follow people less than three tries or a graver level less than a lighter one is refused.</summary>
public sealed class FollowUpPlansTests
{
    private static readonly string Shipped = DataFiles.Text("care/follow-ups.json");

    [Theory]
    [InlineData(RiskLevel.HighRisk, "24,72,168,336,720,2160")]
    [InlineData(RiskLevel.Serious, "72,336,720,2160")]
    [InlineData(RiskLevel.General, "720")]
    public void Plan_OfALevel_HasItsHours(RiskLevel level, string hours) =>
        string.Join(',', FollowUpPlans.Parse(Shipped).Of(level).After.Select(after => after.TotalHours)).ShouldBe(hours);

    [Theory]
    [InlineData("\"30d\"]", "\"30x\"]", "is no time")]
    [InlineData("\"24h\"", "\"\"", "a text is missing")]
    [InlineData("\"24h\"", "\"h\"", "is no time")]
    [InlineData("\"24h\"", "\"0h\"", "is no time")]
    [InlineData("\"24h\"", "\"-1h\"", "is no time")]
    [InlineData("\"24h\"", "\"99999999999d\"", "is no time")]
    [InlineData("\"24h\"", "\"367d\"", "is no time")]
    [InlineData("\"7d\"", "\"72h\"", "is not later than the one before it")]
    [InlineData("\"tries\": 3, \"hoursBetween\": 2", "\"tries\": 2, \"hoursBetween\": 2", "must be a whole number from 3 to 10")]
    [InlineData("\"level\": \"General\"", "\"level\": \"Serious\"", "has no row for 'General'")]
    [InlineData("\"level\": \"General\"", "\"level\": \"Mild\"", "is none of")]
    [InlineData("[\"72h\", \"14d\", \"30d\", \"90d\"]", "[\"12h\", \"90d\"]", "HighRisk would be contacted later than Serious")]
    [InlineData("[\"72h\", \"14d\", \"30d\", \"90d\"]", "[\"72h\", \"91d\"]", "HighRisk would be followed for a shorter time than Serious")]
    [InlineData("[\"30d\"]", "[]", "must hold 1 to 12 times")]
    public void Parse_AnEditThatBreaksARule_IsRefused(string from, string to, string fault)
    {
        Shipped.ShouldContain(from);

        Should.Throw<DataFaultsException>(() => FollowUpPlans.Parse(Shipped.Replace(from, to, StringComparison.Ordinal))).Message.ShouldContain(fault);
    }

    [Theory]
    [InlineData("\"7d\"", "\"7x\"", 5)]
    [InlineData("\"tries\": 3, \"hoursBetween\": 8", "\"tries\": 3", 10)]
    [InlineData("\"supervisorHours\": 24", "\"supervisorHours\": 1000", 14)]
    public void Parse_AFault_NamesItsLine(string from, string to, int line)
    {
        var refused = Should.Throw<DataFaultsException>(() => FollowUpPlans.Parse(Shipped.Replace(from, to, StringComparison.Ordinal)));

        refused.Lines.ShouldBe([line]);
        refused.Message.ShouldContain($"line {line}: $.levels[");
    }
}
