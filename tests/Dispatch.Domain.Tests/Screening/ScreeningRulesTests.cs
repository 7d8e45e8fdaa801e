using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Screening;
using Dispatch.Domain.Tests.Levels;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace Dispatch.Domain.Tests.Screening;

public sealed class ScreeningRulesTests
{
    [Theory]
    [InlineData(Role.Resident, "syn", "en", null)]
    [InlineData(Role.Counsellor, "syn", "en", null)]
    [InlineData(Role.Coordinator, "syn", "en", null)]
    [InlineData(Role.StationHead, "syn", "en", null)]
    [InlineData(Role.Volunteer, "syn", "en", RefusalCode.AccessDenied)]
    [InlineData(Role.Admin, "syn", "en", RefusalCode.AccessDenied)]
    [InlineData(Role.Counsellor, "none", "en", RefusalCode.InstrumentUnknown)]
    [InlineData(Role.Counsellor, "syn", "zh-CN", RefusalCode.LanguageUnknown)]
    public void Ask_ByWhomever_IsTakenOrRefusedWithItsCode(Role role, string instrument, string language, RefusalCode? code) =>
        (ScreeningRules.Ask(new AskScreening(Grading.As(role), "s1", instrument, language), Slips.Invented, Grading.Noon).Refused?.Code).ShouldBe(code);

    [Fact]
    public void Ask_ASlotWithoutWording_IsRefusedAsNotAvailable() =>
        ScreeningRules.Ask(new AskScreening(Grading.As(Role.Counsellor), "s1", "phq-9", "en"), Slips.Shipped, Grading.Noon)
            .Refused!.Code.ShouldBe(RefusalCode.InstrumentUnavailable);

    [Theory]
    [InlineData("a=none b=none", 0, "low", "")]
    [InlineData("b=some a=none", 1, "low", "")]
    [InlineData("a=much b=none c=no", 2, "low", "")]
    [InlineData("a=much b=some c=no", 3, "high", "")]
    [InlineData("a=much b=some c=yes", 6, "high", "c")]
    [InlineData("a=none b=none c=yes", 3, "high", "c")]
    public void Answer_Whole_GivesItemsScoreBandAndDanger(string answers, int score, string band, string danger)
    {
        var screening = Slips.Invented.Fill(answers).Next.ShouldNotBeNull();

        screening.AnsweredBy.ShouldBe("somebody");
        screening.AnsweredAt.ShouldBe(Grading.Noon.AddMinutes(4));
        screening.Result!.Score.ShouldBe(score);
        screening.Result.Band.ShouldBe(band);
        string.Join(',', screening.Result.Danger).ShouldBe(danger);
        screening.Result.Items.Select(item => item.Question).ShouldBe(answers.Split(' ').Select(pair => pair[..1]).Order());
    }

    [Theory]
    [InlineData("a=none", RefusalCode.ScreeningIncomplete, "b")]
    [InlineData("a=much b=none", RefusalCode.ScreeningIncomplete, "c")]
    [InlineData("", RefusalCode.ScreeningIncomplete, "a")]
    [InlineData("a=none z=none", RefusalCode.InputInvalid, "answers[1]")]
    [InlineData("a=lots b=none", RefusalCode.InputInvalid, "answers[0]")]
    [InlineData("a=none a=much b=none", RefusalCode.InputInvalid, "answers[1]")]
    [InlineData("a=none b=none a=none b=none", RefusalCode.InputInvalid, "answers")]
    public void Answer_ThatDoesNotFit_IsRefusedNamingTheQuestion(string answers, RefusalCode code, string field)
    {
        var refused = Slips.Invented.Fill(answers).Refused.ShouldNotBeNull();

        (refused.Code, refused.Field).ShouldBe((code, field));
    }

    [Fact]
    public void Answer_ByAVolunteer_IsDenied() => Slips.Invented.Fill("a=none b=none", role: Role.Volunteer).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);

    [Fact]
    public void Answer_ASecondTime_IsRefusedAndTheFirstStands()
    {
        var first = Slips.Invented.Fill("a=none b=none").Next!;
        var again = new AnswerScreening(Actor.Resident, Slips.Answers("a=much b=some c=yes"));

        ScreeningRules.Answer(first, again, Slips.Invented, Grading.Noon).Refused!.Code.ShouldBe(RefusalCode.ScreeningAnswered);
        ScreeningRules.Raise(Grading.General, Slips.Invented.Find("syn")!, again.Answers, again.By, Grading.Noon).Level.ShouldBe(RiskLevel.HighRisk);
    }

    [Fact]
    public void Answer_ToAVersionThatIsGone_IsRefused()
    {
        var asked = Slips.Asked(Slips.Invented.Find("syn")!) with { Version = "0" };

        ScreeningRules.Answer(asked, new AnswerScreening(Actor.Resident, Slips.Answers("a=none b=none")), Slips.Invented, Grading.Noon)
            .Refused!.Code.ShouldBe(RefusalCode.InstrumentUnknown);
        ScreeningRules.Answer(asked with { Version = "1" }, new AnswerScreening(Actor.Resident, default), Slips.Invented, Grading.Noon)
            .Refused!.Code.ShouldBe(RefusalCode.InputInvalid);
    }

    [Theory]
    [InlineData("phq-9", "phq-9.9=0", false)]
    [InlineData("phq-9", "phq-9.9=1", true)]
    [InlineData("phq-9", "phq-9.8=3", false)]
    [InlineData("gad-7", "gad-7.7=3", false)]
    [InlineData("c-ssrs-screener", "c-ssrs.1=yes c-ssrs.2=yes c-ssrs.3=yes", false)]
    [InlineData("c-ssrs-screener", "c-ssrs.4=yes", true)]
    [InlineData("c-ssrs-screener", "c-ssrs.5=yes", true)]
    [InlineData("c-ssrs-screener", "c-ssrs.6=earlier", false)]
    [InlineData("c-ssrs-screener", "c-ssrs.6=recent", true)]
    [InlineData("station-checklist", "safe-self=unsure", true)]
    [InlineData("station-checklist", "safe-place=unsure", false)]
    [InlineData("station-checklist", "safe-place=no", true)]
    [InlineData("station-checklist", "nothing=no", false)]
    public void Danger_InAPartOfTheAnswers_RaisesToHighRiskAtOnce(string code, string answers, bool danger)
    {
        var level = ScreeningRules.Raise(Grading.General, Slips.Shipped.Find(code)!, Slips.Answers(answers), Actor.Resident, Grading.Noon);

        level.Level.ShouldBe(danger ? RiskLevel.HighRisk : RiskLevel.General);
        level.Changes.Length.ShouldBe(danger ? 2 : 1);
    }

    [Fact]
    public void Decide_ByALicensedCounsellorOnceAnswered_IsKeptOnce()
    {
        var answered = Slips.Invented.Fill("a=none b=none").Next!;
        var decided = Decide(answered, Role.Counsellor).Next.ShouldNotBeNull();

        (decided.DecidedBy, decided.Decision, decided.DecidedAt).ShouldBe(("lin", "约面谈", Grading.Noon));
        Decide(decided, Role.Counsellor).Refused!.Code.ShouldBe(RefusalCode.ScreeningAnswered);
        Decide(Slips.Asked(Slips.Invented.Find("syn")!), Role.Counsellor).Refused!.Code.ShouldBe(RefusalCode.ScreeningIncomplete);
        Decide(answered, Role.StationHead).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        Decide(answered, Role.Counsellor, " ").Refused!.Code.ShouldBe(RefusalCode.ReasonRequired);
        ScreeningRules.Decide(answered, new DecideScreening(Grading.As(Role.Counsellor, "lin"), "好"), Grading.Lin, Grading.Noon.AddHours(2))
            .Refused!.Code.ShouldBe(RefusalCode.LicenceLapsed);
    }

    [Fact]
    public void Result_OfAnyAnswersToAnyInstrument_IsInItsBandAndNeverLowers() => Prop.ForAll<byte[], byte>((picks, which) =>
    {
        var instrument = Slips.Shipped.All[which % Slips.Shipped.All.Length];
        var answers = instrument.Questions
            .Select((question, number) => (question, choice: question.Choices[(number < picks.Length ? picks[number] : 0) % question.Choices.Length]))
            .ToList();
        var text = string.Join(' ', answers.Select(it => $"{it.question.Id}={it.choice.Code}"));

        var result = Slips.Shipped.Fill(text, instrument.Code).Next!.Result!;

        var scores = answers.Select(it => it.choice.Score).ToList();
        result.Score.ShouldBe(instrument.Code == "c-ssrs-screener" ? scores.Max() : scores.Sum());
        instrument.Scoring.Bands.Single(band => band.From <= result.Score && result.Score <= band.To).Code.ShouldBe(result.Band);
        foreach (var from in Enum.GetValues<RiskLevel>())
        {
            var before = Grading.General.Decided(Grading.Lin, from);
            var after = ScreeningRules.Raise(before, instrument, Slips.Answers(text), Actor.Resident, Grading.Noon);
            LevelInvariants.Hold(before, after);
            after.Level.ShouldBe(result.Danger.IsEmpty ? from : RiskLevel.HighRisk);
        }
    }).QuickCheckThrowOnFailure();

    private static Decision<ScreeningView> Decide(ScreeningView screening, Role role, string decision = "约面谈") =>
        ScreeningRules.Decide(screening, new DecideScreening(Grading.As(role, "lin"), decision), Grading.Lin, Grading.Noon);
}
