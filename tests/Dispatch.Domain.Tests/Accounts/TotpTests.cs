using System.Text;
using Dispatch.Domain.Accounts;
using Shouldly;

namespace Dispatch.Domain.Tests.Accounts;

public class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>The last six digits of the SHA-1 column of RFC 6238, appendix B.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_111_111_111, "050471")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(2_000_000_000, "279037")]
    [InlineData(20_000_000_000, "353130")]
    public void Code_AtTheTimesOfTheStandard_IsTheStandards(long seconds, string code) =>
        Totp.Code(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(code);

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void Code_AroundItsTime_CountsOneStepToEitherSide(int seconds, bool counts)
    {
        var made = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = Totp.Match(Secret, "005924", made.AddSeconds(seconds));

        step.ShouldBe(counts ? Totp.StepAt(made) : null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("05924")]
    [InlineData("0005924")]
    [InlineData("00592a")]
    [InlineData("００５９２４")]
    public void Code_OfAnotherForm_CountsNever(string code) =>
        Totp.Match(Secret, code, DateTimeOffset.FromUnixTimeSeconds(1_234_567_890)).ShouldBeNull();

    /// <summary>RFC 4648, section 10.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secret_ForAnApp_IsSpeltInBase32(string secret, string spelled) => Totp.Spell(Encoding.ASCII.GetBytes(secret)).ShouldBe(spelled);
}
