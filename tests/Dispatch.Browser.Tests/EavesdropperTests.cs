namespace Dispatch.Browser.Tests;

/// <summary>The one who listens to the product's log would hear a name if it were said.</summary>
public class EavesdropperTests
{
    [Theory]
    [InlineData("info: Responder volunteer1.zhuoda (志愿者甲一) went on duty")]
    [InlineData("warn: nobody answers at 000-0000-0001")]
    [InlineData("fail: could not parse '陪同奶奶去医院复诊'")]
    public void Name_SaidInALog_IsHeard(string line)
    {
        using var ears = Eavesdropper.At(1);
        ears.Learn("""{"description":"陪同奶奶去医院复诊","service":"escort"}""");

        ears.Hear("info: Request 7f3a was raised at zhuoda as escort");
        ears.Leaks().ShouldBeEmpty();
        ears.Hear(line);

        ears.Leaks().Count.ShouldBe(1);
    }
}
