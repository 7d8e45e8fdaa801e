using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Emergencies;

/// <summary>The times of data/care/emergency.json. A centre may edit them inside the bounds that the reader holds.</summary>
/// <param name="Repeat">A page or an alarm that nobody answers rings again after this.</param>
/// <param name="Climb">After this the head is called when the lead has not acknowledged.</param>
/// <param name="Wide">After this all crisis-qualified counsellors are called when nobody of them has acknowledged.</param>
/// <param name="Team">After this it alarms when fewer than two are on the way or there; and again after as long.</param>
/// <param name="Unit">After this it alarms when a linked unit has not acknowledged.</param>
/// <param name="OnTheWay">Whoever is on the way says so again within this.</param>
/// <param name="Arrived">Whoever is there says so again within this.</param>
/// <param name="CheckInAgain">After a missed check-in the next is due within this.</param>
/// <param name="Debrief">The debrief is held within this after the end.</param>
/// <param name="CoolDown">How long whoever went is not asked again.</param>
/// <param name="Heavy">How long instead, for whoever has gathered <see cref="HeavyPoints"/> within <see cref="HeavySpan"/>.</param>
/// <param name="UnitPage">How long a unit's page opens.</param>
public sealed record EmergencyTimes(
    TimeSpan Repeat,
    TimeSpan Climb,
    TimeSpan Wide,
    TimeSpan Team,
    TimeSpan Unit,
    TimeSpan OnTheWay,
    TimeSpan Arrived,
    TimeSpan CheckInAgain,
    TimeSpan Debrief,
    TimeSpan CoolDown,
    int PointsOnTheWay,
    int PointsArrived,
    int HeavyPoints,
    TimeSpan HeavySpan,
    TimeSpan Heavy,
    TimeSpan UnitPage)
{
    /// <summary>Reads the text of the file.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its line.</exception>
    public static EmergencyTimes Parse(string json) => DataFile.Read("care/emergency.json", json, EmergencyTimesReader.Read);
}
