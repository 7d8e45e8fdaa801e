using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Emergencies;
using Shouldly;

namespace Dispatch.Domain.Tests.Emergencies;

public sealed class EmergencyTimesTests
{
    private static readonly string Shipped = DataFiles.Text("care/emergency.json");

    [Fact]
    public void Times_AsShipped_AreThoseOfTheDocument()
    {
        var times = EmergencyTimes.Parse(Shipped);

        (times.Repeat, times.Climb, times.Wide, times.Team).ShouldBe((Seconds(30), Seconds(60), Seconds(120), Seconds(300)));
        (times.OnTheWay, times.Arrived, times.Debrief, times.CoolDown).ShouldBe((Seconds(1_200), Seconds(900), Seconds(3_600), Seconds(7_200)));
    }

    [Theory]
    [InlineData("\"repeatSeconds\": 30", "\"repeatSeconds\": 121", "line 3: $.paging.repeatSeconds: must be a whole number from 10 to 120")]
    [InlineData("\"climbSeconds\": 60", "\"climbSeconds\": 20", "is before the first repetition")]
    [InlineData("\"wideSeconds\": 120", "\"wideSeconds\": 45", "is before the head is called")]
    [InlineData("\"onTheWayMinutes\": 20", "\"onTheWayMinutes\": 0", "line 4: $.checkIn.onTheWayMinutes")]
    [InlineData("\"debriefMinutes\": 60", "\"debriefMinutes\": 61", "line 5: $.after.debriefMinutes")]
    [InlineData("\"coolDownMinutes\": 120", "\"coolDownMinutes\": 0", "line 5: $.after.coolDownMinutes")]
    [InlineData("\"heavyCoolDownMinutes\": 1440", "\"heavyCoolDownMinutes\": 119", "line 5: $.after.heavyCoolDownMinutes")]
    [InlineData("\"pointsArrived\": 3", "\"pointsArrived\": 0", "line 5: $.after.pointsArrived")]
    [InlineData("\"hours\": 12", "\"hours\": \"12\"", "line 6: $.unitPage.hours")]
    public void Parse_AnEditThatBreaksARule_IsRefusedByItsLine(string from, string to, string fault)
    {
        Shipped.ShouldContain(from);

        Should.Throw<DataFaultsException>(() => EmergencyTimes.Parse(Shipped.Replace(from, to, StringComparison.Ordinal))).Message.ShouldContain(fault);
    }

    private static TimeSpan Seconds(int count) => TimeSpan.FromSeconds(count);
}
